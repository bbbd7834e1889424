using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Baton.Engine.Credentials;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Actions;

/// <summary>
/// The token of a permit: whoever sends shows it at the gate. Nobody can make one up, since it is an HMAC over workspace, action and fence with a key
/// of the workspace's own that lies sealed in the database; and it is worth nothing for another action or after a claim.
/// </summary>
public sealed class PermitTokens(IDbContextFactory<BatonDb> database, Journal journal, ISecretBox box) : IDisposable
{
    private const string Setting = "permits.key", Purpose = "permits";

    private readonly ConcurrentDictionary<string, byte[]> _keys = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _making = new(1, 1);

    /// <summary>The token of a permit.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="action">The action's id.</param>
    /// <param name="fence">The customer's fence when it was allowed.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async ValueTask<string> MakeAsync(string workspace, string action, long fence, CancellationToken cancel = default) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(await KeyAsync(workspace, cancel), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{workspace}\n{action}\n{fence}"))));

    /// <summary>Whether a token is that of the permit. Takes as long whatever is wrong with it.</summary>
    public async ValueTask<bool> IsAsync(string token, string workspace, string action, long fence, CancellationToken cancel = default)
    {
        var mine = await MakeAsync(workspace, action, fence, cancel);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(mine));
    }

    /// <inheritdoc/>
    public void Dispose() => _making.Dispose();

    private async ValueTask<byte[]> KeyAsync(string workspace, CancellationToken cancel)
    {
        if (_keys.TryGetValue(workspace, out var known)) return known;
        await _making.WaitAsync(cancel);
        try
        {
            if (await ReadAsync(workspace, cancel) is { } key) return _keys[workspace] = key;
            using (var unit = journal.Begin(0))
            {
                unit.Begin(new SettingRow { Workspace = workspace, Name = Setting, Value = box.Seal(PurposeOf(workspace), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))) });
                await journal.SubmitAsync(unit);
            }

            // Another node may have been first; then its key holds.
            return _keys[workspace] = await ReadAsync(workspace, cancel) ?? throw new JournalException("The key of permits could not be kept. Try again.");
        }
        finally
        {
            _making.Release();
        }
    }

    private async Task<byte[]?> ReadAsync(string workspace, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var value = await db.Settings.Where(s => s.Workspace == workspace && s.Name == Setting).Select(s => s.Value).FirstOrDefaultAsync(cancel);
        return value is null ? null : Convert.FromBase64String(box.Open(PurposeOf(workspace), value));
    }

    private static string PurposeOf(string workspace) => $"{Purpose}/{workspace}";
}

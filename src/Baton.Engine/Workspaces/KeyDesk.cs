using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Workspaces;

/// <summary>A key that was just made.</summary>
/// <param name="Key">The key as it is kept.</param>
/// <param name="Secret">What its holder sends. It is shown this once: only its hash is kept.</param>
public sealed record NewKey(KeyRow Key, string Secret);

/// <summary>Makes, finds and revokes API keys.</summary>
public sealed class KeyDesk : IDisposable
{
    private const string Mark = "bk_";
    private const long TouchedEvery = 60_000;

    private readonly IDbContextFactory<BatonDb> _database;
    private readonly Journal _journal;
    private readonly ICommits[] _others;
    private readonly TimeProvider _clock;

    // Replaced as a whole by a revocation, so that a look-up under way cannot put a revoked key back.
    private ConcurrentDictionary<string, KeyRow> _found = new(StringComparer.Ordinal);

    /// <summary>Makes the one desk of a process.</summary>
    public KeyDesk(IDbContextFactory<BatonDb> database, Journal journal, IEnumerable<ICommits> others, TimeProvider clock)
    {
        (_database, _journal, _others, _clock) = (database, journal, [.. others], clock);
        foreach (var other in _others) other.Changed += Notice;
    }

    /// <summary>Raised with a key's id when it was revoked, for what lives longer than a request.</summary>
    public event Action<string>? Revoked;

    /// <summary>The key of that secret; null when there is none or it was revoked.</summary>
    public async Task<KeyRow?> FindAsync(string secret, CancellationToken cancel = default)
    {
        var (found, hash) = (_found, HashOf(secret));
        if (!IsCurrent || !found.TryGetValue(hash, out var key))
        {
            await using var db = await _database.CreateDbContextAsync(cancel);
            key = await db.Keys.FirstOrDefaultAsync(k => k.Hash == hash && k.Revoked == null, cancel);
            if (key is null) return null;
            found[hash] = key;
        }

        Touch(found, key);
        return key;
    }

    /// <summary>Makes a key with some of the <see cref="Scopes"/>.</summary>
    public async Task<NewKey> CreateAsync(string workspace, string name, IEnumerable<string> scopes)
    {
        var secret = Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return new NewKey(await PutAsync(workspace, NewId(), name, secret, scopes), secret);
    }

    /// <summary>Makes sure that a secret chosen by the operator is a key with every scope. One that was revoked stays so.</summary>
    public async Task EnsureAsync(string workspace, string name, string secret, CancellationToken cancel = default)
    {
        var hash = HashOf(secret);
        await using var db = await _database.CreateDbContextAsync(cancel);
        if (await db.Keys.AnyAsync(k => k.Hash == hash, cancel)) return;
        try
        {
            await PutAsync(workspace, $"key_{hash[..12].ToLowerInvariant()}", name, secret, Scopes.All); // nodes that start at the same moment write the same row
        }
        catch (JournalException)
        {
            // The server refuses the second of two such rows when it meets the secret's index first: then the key is there.
            if (!await db.Keys.AnyAsync(k => k.Hash == hash, cancel)) throw;
        }
    }

    /// <summary>Every key of a workspace, newest first, revoked ones included.</summary>
    public async Task<IReadOnlyList<KeyRow>> ListAsync(string workspace, CancellationToken cancel = default)
    {
        await using var db = await _database.CreateDbContextAsync(cancel);
        return await db.Keys.Where(k => k.Workspace == workspace).OrderByDescending(k => k.Created).ThenBy(k => k.Id).ToListAsync(cancel);
    }

    /// <summary>Revokes a key: from now on it opens nothing. False when there is none of that id.</summary>
    public async Task<bool> RevokeAsync(string workspace, string id, CancellationToken cancel = default)
    {
        await using var db = await _database.CreateDbContextAsync(cancel);
        if (await db.Keys.FirstOrDefaultAsync(k => k.Workspace == workspace && k.Id == id, cancel) is not { } key) return false;
        if (key.Revoked is null) await PutAsync(key with { Revoked = _clock.GetUtcNow().ToUnix() });
        _found = new(StringComparer.Ordinal);
        Revoked?.Invoke(id);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var other in _others) other.Changed -= Notice;
    }

    // While other nodes are not heard, one of them may be revoking what is kept here.
    private bool IsCurrent => Array.TrueForAll(_others, other => other.Hears);

    private void Notice(IReadOnlyList<string>? what)
    {
        var revoked = what?.Where(word => word.StartsWith("key:", StringComparison.Ordinal)).ToList();
        if (revoked is { Count: 0 }) return;
        _found = new(StringComparer.Ordinal);
        foreach (var key in revoked ?? []) Revoked?.Invoke(key["key:".Length..]);
    }

    private static string NewId() => "key_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));

    private async Task<KeyRow> PutAsync(string workspace, string id, string name, string secret, IEnumerable<string> scopes)
    {
        var key = new KeyRow
        {
            Workspace = workspace,
            Id = id,
            Name = name,
            Hash = HashOf(secret),
            Prefix = secret[..Math.Min(Mark.Length + 4, secret.Length / 3)],
            Scopes = string.Join(' ', scopes),
            Created = _clock.GetUtcNow().ToUnix(),
        };
        await PutAsync(key);
        return key;
    }

    private async Task PutAsync(KeyRow key)
    {
        using var unit = _journal.Begin(0);
        unit.Put(key);
        await _journal.SubmitAsync(unit);
    }

    // Nobody waits for it: that a key was used is of interest to the minute, and lost with nothing else.
    private void Touch(ConcurrentDictionary<string, KeyRow> found, KeyRow key)
    {
        var now = _clock.GetUtcNow().ToUnix();
        if (now - (key.LastUsed ?? 0) < TouchedEvery || !found.TryUpdate(key.Hash, key with { LastUsed = now }, key)) return;
        using var unit = _journal.Begin(0);
        unit.Touch(key, now);
        _ = _journal.SubmitAsync(unit).ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    private static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Timeline;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Pipeline;

/// <summary>The states with which the engine decides now, to be compared with what a replay of the log gives.</summary>
public sealed class LiveStates(Conductor conductor, IDbContextFactory<BatonDb> database)
{
    /// <summary>SHA-256 over the state of every customer of the workspace, as <see cref="ReplayResult.StateDigest"/>. Says something only while nothing is on its way.</summary>
    public async Task<string> DigestAsync(string workspace, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var ids = await db.Customers.Where(c => c.Workspace == workspace).Select(c => c.Id).ToListAsync(cancel);
        return DigestOf(await conductor.StatesAsync(workspace, ids.Append(CustomerState.OfWorkspace), cancel));
    }

    internal static string DigestOf(IEnumerable<CustomerState> states)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var state in states.OrderBy(s => s.Id, StringComparer.Ordinal)) hash.AppendData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(state, LogJson.Compact)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

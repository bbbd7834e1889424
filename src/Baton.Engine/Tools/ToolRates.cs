using System.Collections.Concurrent;
using Baton.Core.Agents;
using Baton.Core.Tools;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Tools;

/// <summary>
/// Counts how often agents used tools: what is recorded, from an index, and what is under way here. Of several nodes each sees what is under way on the others
/// only when it is recorded.
/// </summary>
public sealed class ToolRates(IDbContextFactory<BatonDb> database, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Workspace, string Agent, string Tool), Underway> _underway = new();

    /// <summary>Reserves a use, unless the agent used the tool as often as its grant says. End the reservation when the use is recorded, under one of the two ids.</summary>
    internal async Task<ToolVerdict> ReserveAsync(string workspace, string agent, string tool, ToolVerdict verdict, string id, string key, CancellationToken cancel)
    {
        if (verdict.Grant is not { Max: not null } grant) return verdict;
        var underway = _underway.GetOrAdd((workspace, agent, tool), _ => new Underway());
        await underway.Gate.WaitAsync(cancel);
        try
        {
            // Seen before the database is asked: one that is recorded in between counts once.
            var here = underway.Ids.ToArray();
            var rated = ToolJudge.Rated(verdict, here.Length + await RecordedAsync(workspace, agent, tool, grant, [.. here.Select(u => u.Key), .. here.Select(u => u.Value)], cancel));
            if (rated.IsAllowed) underway.Ids[id] = key;
            return rated;
        }
        finally
        {
            underway.Gate.Release();
        }
    }

    /// <summary>Ends a reservation, if there is one.</summary>
    internal void Release(string workspace, string agent, string tool, string id)
    {
        if (_underway.TryGetValue((workspace, agent, tool), out var underway)) underway.Ids.TryRemove(id, out _);
    }

    private async Task<int> RecordedAsync(string workspace, string agent, string tool, ToolGrant grant, List<string> besides, CancellationToken cancel)
    {
        var since = (clock.GetUtcNow() - grant.Per).ToUnix();
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.ToolUses.CountAsync(u => u.Workspace == workspace && u.Agent == agent && u.Tool == tool && u.At > since && !u.Denied && !besides.Contains(u.Id), cancel);
    }

    private sealed class Underway
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public ConcurrentDictionary<string, string> Ids { get; } = new(StringComparer.Ordinal);
    }
}

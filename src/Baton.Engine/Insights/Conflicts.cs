using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Insights;

/// <summary>How often a rule held an agent back in one hour, because of somebody's act.</summary>
/// <param name="Hour">When the hour began, UTC.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Rule">The rule, as <c>kind:id</c>.</param>
/// <param name="Act">What the agent gave way to, in words; null when the rule stood against it by itself.</param>
/// <param name="Count">How often.</param>
public sealed record ConflictCount(DateTimeOffset Hour, string Agent, string Rule, string? Act, long Count);

/// <summary>Reads what held agents back, from the counters of minutes.</summary>
public sealed class Conflicts(IDbContextFactory<BatonDb> database)
{
    private const int Hour = 60;

    /// <summary>What held agents back in whole hours, the oldest first.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="from">In the hour of this moment or later.</param>
    /// <param name="to">Before this moment.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<ConflictCount>> ReadAsync(string workspace, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel = default)
    {
        var first = from.ToUnix() / 60_000 / Hour * Hour;
        var last = (to.ToUnix() - 1) / 60_000;
        await using var db = await database.CreateDbContextAsync(cancel);
        var sums = await db.Counters.Where(c => c.Workspace == workspace && c.Minute >= first && c.Minute <= last && c.Name.StartsWith(InsightCounters.Held))
            .GroupBy(c => new { c.Name, Hour = c.Minute / Hour }).Select(g => new { g.Key.Name, g.Key.Hour, Count = g.Sum(c => c.Value) }).ToListAsync(cancel);
        return [.. sums.Select(sum => Read(sum.Name, (sum.Hour * Hour * 60_000).ToTime(), sum.Count)).OrderBy(c => c.Hour).ThenByDescending(c => c.Count)];
    }

    /// <summary>Reads the name of a counter.</summary>
    internal static ConflictCount Read(string name, DateTimeOffset hour, long count)
    {
        var parts = name[InsightCounters.Held.Length..].Split('|', 3);
        return new ConflictCount(hour, parts[0], parts[1], parts[2].Length > 0 ? parts[2] : null, count);
    }
}

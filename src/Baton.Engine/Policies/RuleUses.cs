using System.Collections.Frozen;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Policies;

/// <summary>How often each rule of a workspace decided in the last seven days, by the app's clock.</summary>
public sealed class RuleUses(IDbContextFactory<BatonDb> database, TimeProvider clock)
{
    /// <summary>The time over which uses are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(7);

    /// <summary>Begins the names of the counters; the rule follows as <c>kind:id</c>.</summary>
    internal const string Counter = "rule:";

    private const int Steps = 28;
    private static readonly long StepMinutes = (long)Window.TotalMinutes / Steps;

    /// <summary>Counts by rule, as <c>kind:id</c>: 28 steps of six hours each, the last one being under way. A rule that never decided is missing.</summary>
    public async Task<FrozenDictionary<string, IReadOnlyList<double>>> ReadAsync(string workspace, CancellationToken cancel = default)
    {
        var last = clock.GetUtcNow().ToUnix() / 60_000 / StepMinutes;
        var from = (last - Steps + 1) * StepMinutes;
        await using var db = await database.CreateDbContextAsync(cancel);
        var counts = await db.Counters
            .Where(c => c.Workspace == workspace && c.Minute >= from && c.Name.StartsWith(Counter))
            .GroupBy(c => new { c.Name, Step = (c.Minute - from) / StepMinutes })
            .Select(g => new { g.Key.Name, g.Key.Step, Uses = g.Sum(c => c.Value) })
            .ToListAsync(cancel);
        return counts.GroupBy(c => c.Name[Counter.Length..], StringComparer.Ordinal).ToFrozenDictionary(rule => rule.Key, IReadOnlyList<double> (rule) => Row(rule.Select(c => (c.Step, c.Uses))), StringComparer.Ordinal);
    }

    private static double[] Row(IEnumerable<(long Step, long Uses)> counts)
    {
        var row = new double[Steps];
        foreach (var (step, uses) in counts)
        {
            if (step < Steps) row[step] = uses;
        }

        return row;
    }
}

using System.Collections.Concurrent;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Facets;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Timeline;

/// <summary>What happened in one minute, by the names of the counters.</summary>
public sealed record FlowMinute(DateTimeOffset From, IReadOnlyDictionary<string, long> Counts)
{
    /// <summary>How often that happened; 0 when it did not.</summary>
    public long this[string name] => Counts.GetValueOrDefault(name);
}

/// <summary>Where everything that ever came in is now: in = done + waiting + failed.</summary>
/// <param name="In">Events that came in.</param>
/// <param name="Done">Handled, or kept because no rule wanted them.</param>
/// <param name="Failed">Set aside, or failed for good.</param>
public sealed record FlowTotals(long In, long Done, long Failed)
{
    /// <summary>What is neither done nor failed.</summary>
    public long Waiting => In - Done - Failed;
}

/// <summary>How often a rule held an agent back.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Rule">The rule, as <c>kind:id</c>.</param>
/// <param name="Count">How often it was delayed or suppressed.</param>
public sealed record HeldBack(string Agent, string Rule, int Count);

/// <summary>Figures of the flow, from counters of minutes and from indexes, so that asking for them costs the same at any size of the log.</summary>
public sealed class FlowFigures(IDbContextFactory<BatonDb> database, FacetIndex facets)
{
    private const int MostRulings = 5_000;
    private const int SettledAfter = 60;

    // There are counters by agent and by rule too, many more of them.
    private static readonly string[] OfFlow = ["rows", "in", "done", "ended", "failed", "allow", "delay", "suppress", "escalate"];

    private readonly ConcurrentDictionary<string, (long Before, FlowTotals Totals)> _settled = new(StringComparer.Ordinal);

    /// <summary>The minutes before a moment, oldest first; the last one is not over yet. What is counted by agent or by rule is not among them.</summary>
    public async Task<IReadOnlyList<FlowMinute>> MinutesAsync(string workspace, DateTimeOffset now, int minutes, CancellationToken cancel = default)
    {
        var last = now.ToUnix() / 60_000;
        var first = last - minutes + 1;
        await using var db = await database.CreateDbContextAsync(cancel);
        var counters = (await db.Counters.Where(c => c.Workspace == workspace && c.Minute >= first && c.Minute <= last && OfFlow.Contains(c.Name)).ToListAsync(cancel)).ToLookup(c => c.Minute);
        return [.. Enumerable.Range(0, minutes).Select(i => new FlowMinute(((first + i) * 60_000).ToTime(), counters[first + i].GroupBy(c => c.Name, StringComparer.Ordinal).ToDictionary(c => c.Key, c => c.Sum(n => n.Value), StringComparer.Ordinal)))];
    }

    /// <summary>Everything that ever came in, added up from the counters. Minutes long over are added up once and remembered.</summary>
    public async Task<FlowTotals> TotalsAsync(string workspace, DateTimeOffset now, CancellationToken cancel = default)
    {
        var settled = (now.ToUnix() / 60_000) - SettledAfter;
        var (upto, known) = _settled.GetValueOrDefault(workspace, (0, new FlowTotals(0, 0, 0)));
        await using var db = await database.CreateDbContextAsync(cancel);
        if (upto < settled)
        {
            known = Add(known, await SumsAsync(db, workspace, upto, settled, cancel));
            _settled[workspace] = (upto = settled, known);
        }

        return Add(known, await SumsAsync(db, workspace, upto, long.MaxValue, cancel));
    }

    /// <summary>The newest delays and suppressions since a moment, by agent and rule; at most 5,000 are looked at.</summary>
    public async Task<IReadOnlyList<HeldBack>> HeldBackAsync(string workspace, DateTimeOffset since, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var first = await TimelineRows.SeqAtAsync(db, since, cancel);
        var seqs = facets.Newest(new FacetQuery(workspace, [new AnyOf(Facet.Verdict, ["delay", "suppress"])]) { First = first }, MostRulings);
        return await db.Log.Where(r => r.Workspace == workspace && seqs.Contains(r.Seq) && r.Agent != null && r.Rule != null)
            .GroupBy(r => new { r.Agent, r.Rule }).Select(g => new HeldBack(g.Key.Agent!, g.Key.Rule!, g.Count())).ToListAsync(cancel);
    }

    /// <summary>How many events were set aside or failed for good; they stay so until a person has dealt with them.</summary>
    public async Task<(int Quarantined, int Failed)> TroubleAsync(string workspace, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return (await CountAsync(db, workspace, Storage.Rows.LogOutcome.Quarantined, cancel), await CountAsync(db, workspace, Storage.Rows.LogOutcome.Failed, cancel));
    }

    private static FlowTotals Add(FlowTotals totals, Dictionary<string, long> sums) => new(
        totals.In + sums.GetValueOrDefault("in"), totals.Done + sums.GetValueOrDefault("done") + sums.GetValueOrDefault("ended"), totals.Failed + sums.GetValueOrDefault("failed"));

    private static Task<Dictionary<string, long>> SumsAsync(BatonDb db, string workspace, long first, long before, CancellationToken cancel) => db.Counters
        .Where(c => c.Workspace == workspace && c.Minute >= first && c.Minute < before && OfFlow.Contains(c.Name)).GroupBy(c => c.Name).Select(g => new { g.Key, Sum = g.Sum(c => c.Value) }).ToDictionaryAsync(g => g.Key, g => g.Sum, cancel);

    // The index of open outcomes serves only a query that itself says that the outcome is not "handled".
    private static Task<int> CountAsync(BatonDb db, string workspace, Storage.Rows.LogOutcome outcome, CancellationToken cancel) =>
        db.Log.CountAsync(r => r.Workspace == workspace && r.Outcome != Storage.Rows.LogOutcome.Handled && r.Outcome == outcome, cancel);
}

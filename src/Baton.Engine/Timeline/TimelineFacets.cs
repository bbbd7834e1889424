using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Timeline;

/// <summary>One value of a facet, and how many of the rows looked at have it.</summary>
public sealed record FacetCount(string Value, int Count);

/// <summary>What the newest rows of a filter are made of.</summary>
/// <param name="Looked">How many rows were looked at.</param>
/// <param name="IsAll">Whether those were all there are.</param>
/// <param name="Types">By CloudEvents type.</param>
/// <param name="Agents">By agent.</param>
/// <param name="Verdicts">By verdict.</param>
/// <param name="Rules">By rule.</param>
public sealed record Facets(int Looked, bool IsAll, IReadOnlyList<FacetCount> Types, IReadOnlyList<FacetCount> Agents, IReadOnlyList<FacetCount> Verdicts, IReadOnlyList<FacetCount> Rules)
{
    /// <summary>Of nothing.</summary>
    public static Facets Empty { get; } = new(0, true, [], [], [], []);
}

/// <summary>How many events came in between two moments.</summary>
public sealed record FlowBar(DateTimeOffset From, DateTimeOffset To, long Count);

/// <summary>Counts beside the list: facets over the newest rows, and a histogram from the counters, so that neither reads the whole log.</summary>
public sealed class TimelineFacets(IDbContextFactory<BatonDb> database, TimelineWindows windows)
{
    /// <summary>How many of the newest rows are looked at.</summary>
    public const int Depth = 5_000;

    private const int MostValues = 12;

    /// <summary>Counts the newest <see cref="Depth"/> rows of a filter by their values.</summary>
    public async Task<Facets> CountAsync(string workspace, TimelineFilter filter, SeqSpan span, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var rows = await windows.NewestRows(db, workspace, filter, span, Depth).Select(r => new { r.Type, r.Agent, r.Verdict, r.Rule }).ToListAsync(cancel);
        return new Facets(rows.Count, rows.Count < Depth, Count(rows.Select(r => r.Type)), Count(rows.Select(r => r.Agent)), Count(rows.Select(r => r.Verdict)), Count(rows.Select(r => r.Rule)));
    }

    /// <summary>All events of a workspace in equal bars between two moments, from the counters of its minutes.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="from">Where the first bar begins.</param>
    /// <param name="to">Where the last bar ends.</param>
    /// <param name="bars">How many at most; a bar is a whole number of minutes, at least one.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<FlowBar>> FlowAsync(string workspace, DateTimeOffset from, DateTimeOffset to, int bars, CancellationToken cancel = default)
    {
        var first = from.ToUnix() / 60_000;
        var last = Math.Max(first, (to.ToUnix() - 1) / 60_000);
        var width = (last - first + bars) / bars;
        await using var db = await database.CreateDbContextAsync(cancel);
        var counts = await db.Counters.Where(c => c.Workspace == workspace && c.Minute >= first && c.Minute <= last && c.Name == "rows")
            .GroupBy(c => (c.Minute - first) / width).Select(g => new { Bar = g.Key, Count = g.Sum(c => c.Value) }).ToDictionaryAsync(g => g.Bar, g => g.Count, cancel);
        return [.. Enumerable.Range(0, (int)((last - first) / width) + 1).Select(bar => new FlowBar(
            ((first + (bar * width)) * 60_000).ToTime(), ((first + ((bar + 1) * width)) * 60_000).ToTime(), counts.GetValueOrDefault(bar)))];
    }

    /// <summary>When the first event of a workspace was received.</summary>
    public async Task<DateTimeOffset?> BeginningAsync(string workspace, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var minute = await db.Counters.Where(c => c.Workspace == workspace).OrderBy(c => c.Minute).Select(c => (long?)c.Minute).FirstOrDefaultAsync(cancel);
        return minute is { } m ? (m * 60_000).ToTime() : null;
    }

    private static IReadOnlyList<FacetCount> Count(IEnumerable<string?> values) =>
        [.. values.OfType<string>().CountBy(v => v, StringComparer.Ordinal).OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).Take(MostValues).Select(p => new FacetCount(p.Key, p.Value))];
}

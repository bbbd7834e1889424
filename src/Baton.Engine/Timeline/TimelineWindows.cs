using Baton.Engine.Storage;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Search;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Timeline;

/// <summary>The times of a filter as places in the log, to be resolved once and used for every window.</summary>
/// <param name="First">The first seq that may show.</param>
/// <param name="End">The first seq that may not.</param>
public sealed record SeqSpan(long First, long End)
{
    /// <summary>The whole log.</summary>
    public static SeqSpan All { get; } = new(0, long.MaxValue);
}

/// <summary>
/// The log in windows of a few rows, by seq: nothing is counted or skipped over, so the millionth row costs what the first does.
/// A list holds the seq at which it was opened, so that rows arriving meanwhile never move those being read.
/// </summary>
public sealed class TimelineWindows(IDbContextFactory<BatonDb> database, FacetIndex facets, SearchIndex search)
{
    // What an index finds and the rest of a filter leaves nothing of ends after so many looks of so many rows.
    private const int MostLooks = 20;
    private const int RowsAtOnce = 500;
    private const int MostFresh = 2_000;

    /// <summary>Resolves the times of a filter.</summary>
    public async Task<SeqSpan> SpanAsync(TimelineFilter filter, CancellationToken cancel = default)
    {
        if (filter.From is null && filter.To is null) return SeqSpan.All;
        await using var db = await database.CreateDbContextAsync(cancel);
        return new SeqSpan(
            filter.From is { } from ? await TimelineRows.SeqAtAsync(db, from, cancel) : 0,
            filter.To is { } to ? await TimelineRows.SeqAtAsync(db, to, cancel) : long.MaxValue);
    }

    /// <summary>Rows before a seq, newest first.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> BeforeAsync(string workspace, TimelineFilter filter, SeqSpan span, long before, int limit, CancellationToken cancel = default)
    {
        var end = Math.Min(before, span.End);
        await using var db = await database.CreateDbContextAsync(cancel);
        if (filter.Query is { } words) return await WithWordsAsync(db, workspace, filter, span, words, end, limit, cancel);
        if (FilterFacets.Of(facets, workspace, filter) is { } query) return await FoundAsync(db, workspace, filter, span, end, limit, (from, most) => facets.Newest(query with { First = span.First, End = from }, most), cancel);
        return await Rows(db, workspace, filter, span).Where(r => r.Seq < end).OrderByDescending(r => r.Seq).Take(limit).ToEntriesAsync(db, workspace, cancel);
    }

    /// <summary>The seq of the newest row of a filter; 0 when there is none.</summary>
    public async Task<long> NewestAsync(string workspace, TimelineFilter filter, SeqSpan span, CancellationToken cancel = default) =>
        await BeforeAsync(workspace, filter, span, long.MaxValue, 1, cancel) is [var newest] ? newest.Seq : 0;

    /// <summary>How many rows came after a seq, counted to <paramref name="most"/>.</summary>
    public async Task<int> CountAfterAsync(string workspace, TimelineFilter filter, SeqSpan span, long after, int most, CancellationToken cancel = default)
    {
        var rest = span with { First = Math.Max(span.First, after + 1) };
        if (IsLookedThrough(filter)) return (await BeforeAsync(workspace, filter, rest, rest.End, most, cancel)).Count;
        if (FilterFacets.Of(facets, workspace, filter) is { } query) return facets.Oldest(query with { First = rest.First, End = rest.End }, most).Count;
        await using var db = await database.CreateDbContextAsync(cancel);
        return await Rows(db, workspace, filter, rest).Where(r => r.Seq < rest.End).OrderBy(r => r.Seq).Take(most).CountAsync(cancel);
    }

    /// <summary>The first rows after a seq, oldest first. Of those that words or outcomes select the last are given when there are more.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> AfterAsync(string workspace, TimelineFilter filter, SeqSpan span, long after, int limit, CancellationToken cancel = default)
    {
        var rest = span with { First = Math.Max(span.First, after + 1) };
        if (IsLookedThrough(filter)) return [.. (await BeforeAsync(workspace, filter, rest, rest.End, limit, cancel)).Reverse()];
        await using var db = await database.CreateDbContextAsync(cancel);
        if (FilterFacets.Of(facets, workspace, filter) is not { } query) return await Rows(db, workspace, filter, rest).Where(r => r.Seq < rest.End).OrderBy(r => r.Seq).Take(limit).ToEntriesAsync(db, workspace, cancel);
        var seqs = facets.Oldest(query with { First = rest.First, End = rest.End }, limit);
        return [.. (await EntriesAsync(db, workspace, seqs, cancel)).OrderBy(e => e.Seq)];
    }

    /// <summary>The newest rows of a filter that has no words.</summary>
    internal IQueryable<LogRow> NewestRows(BatonDb db, string workspace, TimelineFilter filter, SeqSpan span, int limit) =>
        FilterFacets.Of(facets, workspace, filter) is { } query && facets.Newest(query with { First = span.First, End = span.End }, limit) is var seqs
            ? db.Log.Where(workspace, filter).Where(r => seqs.Contains(r.Seq))
            : Rows(db, workspace, filter, span).Where(r => r.Seq < span.End).OrderByDescending(r => r.Seq).Take(limit);

    // How far the index goes is read first: what it takes in meanwhile is then looked through twice rather than missed.
    private async Task<IReadOnlyList<TimelineEntry>> WithWordsAsync(BatonDb db, string workspace, TimelineFilter filter, SeqSpan span, string words, long end, int limit, CancellationToken cancel)
    {
        var indexed = search.Position;
        var fresh = await FreshAsync(db, workspace, filter, span, words, indexed, end, limit, cancel);
        if (fresh.Count >= limit) return fresh;
        var typed = Narrowed(filter, words);
        var found = await FoundAsync(db, workspace, filter, span, Math.Min(end, indexed + 1), limit - fresh.Count, (from, most) => search.Find(workspace, typed, from, most), cancel);
        return [.. fresh, .. found];
    }

    // The index of words is a moment behind the log; what it lacks is looked through word by word.
    private static async Task<IReadOnlyList<TimelineEntry>> FreshAsync(BatonDb db, string workspace, TimelineFilter filter, SeqSpan span, string words, long indexed, long end, int limit, CancellationToken cancel)
    {
        var rows = await db.Log.Where(r => r.Workspace == workspace && r.Seq >= span.First && r.Seq > indexed && r.Seq < end).OrderByDescending(r => r.Seq).Take(MostFresh).ToListAsync(cancel);
        var entries = await rows.Where(r => SearchText.Holds(r, words)).ToList().ToEntriesAsync(db, workspace, cancel);
        return [.. entries.Where(e => e.Matches(filter)).Take(limit)];
    }

    // What no index answers alone: what it finds is read and held against the filter.
    private static bool IsLookedThrough(TimelineFilter filter) => filter.Query is not null || (filter.OutcomeWanted is not null && filter.HasFacets);

    private static IQueryable<LogRow> Rows(BatonDb db, string workspace, TimelineFilter filter, SeqSpan span) =>
        db.Log.Where(workspace, filter).Where(r => r.Seq >= span.First);

    // An index gives seqs, newest first; the rows behind them are then held against the rest of the filter, here and not by the database.
    private static async Task<IReadOnlyList<TimelineEntry>> FoundAsync(BatonDb db, string workspace, TimelineFilter filter, SeqSpan span, long end, int limit, Func<long, int, IReadOnlyList<long>> find, CancellationToken cancel)
    {
        var exact = !IsLookedThrough(filter);
        var found = new List<TimelineEntry>();
        for (var looked = 0; found.Count < limit && looked < MostLooks; looked++)
        {
            var most = exact ? limit - found.Count : RowsAtOnce;
            var seqs = find(end, most);
            if (seqs.Count == 0) break;
            end = seqs[^1];
            var entries = await EntriesAsync(db, workspace, seqs, cancel);
            found.AddRange(entries.Where(e => e.Seq >= span.First && e.Matches(filter)).OrderByDescending(e => e.Seq).Take(limit - found.Count));
            if (seqs.Count < most || end <= span.First) break;
        }

        return found;
    }

    private static Task<IReadOnlyList<TimelineEntry>> EntriesAsync(BatonDb db, string workspace, IReadOnlyList<long> seqs, CancellationToken cancel) =>
        db.Log.Where(r => r.Workspace == workspace && seqs.Contains(r.Seq)).ToEntriesAsync(db, workspace, cancel);

    // Most of what one filters by is among the words of a row too; asking for it there leaves fewer rows to look at.
    private static string Narrowed(TimelineFilter filter, string words) =>
        string.Concat(new[] { filter.Agent, filter.Type, filter.Rule, filter.Handoff, filter.Customer }.OfType<string>().Where(w => !w.EndsWith('*')).Select(w => $"\"{w.Replace("\"", "", StringComparison.Ordinal)}\" ")) + words;
}

using Baton.Engine.Storage;
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
public sealed class TimelineWindows(IDbContextFactory<BatonDb> database, SearchIndex search)
{
    // A search that other filters leave nothing of ends after so many looks of so many rows.
    private const int MostLooks = 20;
    private const int WordsAtOnce = 500;
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
        if (TypesOf(filter) is not { Count: > 0 } types) return await WindowAsync(db, workspace, filter, span, end, limit, cancel);

        // Each type pages by its own index; all of them together would be sorted.
        var entries = new List<TimelineEntry>();
        foreach (var type in types) entries.AddRange(await WindowAsync(db, workspace, filter with { Kind = null, Type = type }, span, end, limit, cancel));
        return [.. entries.OrderByDescending(e => e.Seq).Take(limit)];
    }

    /// <summary>The seq of the newest row of a filter; 0 when there is none.</summary>
    public async Task<long> NewestAsync(string workspace, TimelineFilter filter, SeqSpan span, CancellationToken cancel = default)
    {
        if (filter.Query is not null || TypesOf(filter).Count > 0) return (await BeforeAsync(workspace, filter, span, long.MaxValue, 1, cancel)) is [var newest] ? newest.Seq : 0;
        await using var db = await database.CreateDbContextAsync(cancel);
        return await Rows(db, workspace, filter, span).Where(r => r.Seq < span.End).OrderByDescending(r => r.Seq).Select(r => r.Seq).FirstOrDefaultAsync(cancel);
    }

    /// <summary>How many rows came after a seq, counted to <paramref name="most"/>.</summary>
    public async Task<int> CountAfterAsync(string workspace, TimelineFilter filter, SeqSpan span, long after, int most, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        if (filter.Query is { } words) return (await WithWordsAsync(db, workspace, filter, span with { First = Math.Max(span.First, after + 1) }, words, span.End, most, cancel)).Count;
        return await Rows(db, workspace, filter, span).Where(r => r.Seq > after && r.Seq < span.End).OrderBy(r => r.Seq).Take(most).CountAsync(cancel);
    }

    /// <summary>The first rows after a seq, oldest first. Of those that words find the last are given when there are more.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> AfterAsync(string workspace, TimelineFilter filter, SeqSpan span, long after, int limit, CancellationToken cancel = default)
    {
        var rest = span with { First = Math.Max(span.First, after + 1) };
        await using var db = await database.CreateDbContextAsync(cancel);
        if (filter.Query is { } words) return [.. (await WithWordsAsync(db, workspace, filter, rest, words, rest.End, limit, cancel)).Reverse()];
        return await Rows(db, workspace, filter, rest).Where(r => r.Seq < rest.End).OrderBy(r => r.Seq).Take(limit).ToEntriesAsync(db, workspace, cancel);
    }

    // How far the index goes is read first: what it takes in meanwhile is then looked through twice rather than missed.
    private async Task<IReadOnlyList<TimelineEntry>> WithWordsAsync(BatonDb db, string workspace, TimelineFilter filter, SeqSpan span, string words, long end, int limit, CancellationToken cancel)
    {
        var indexed = search.Position;
        var fresh = await FreshAsync(db, workspace, filter, span, words, indexed, end, limit, cancel);
        if (fresh.Count >= limit) return fresh;
        return [.. fresh, .. await FoundAsync(db, workspace, filter, span, words, Math.Min(end, indexed + 1), limit - fresh.Count, cancel)];
    }

    // The index is a moment behind the log; what it lacks is looked through word by word.
    private static async Task<IReadOnlyList<TimelineEntry>> FreshAsync(BatonDb db, string workspace, TimelineFilter filter, SeqSpan span, string words, long indexed, long end, int limit, CancellationToken cancel)
    {
        var rows = await Rows(db, workspace, filter, span).Where(r => r.Seq > indexed && r.Seq < end).OrderByDescending(r => r.Seq).Take(MostFresh).ToListAsync(cancel);
        return await rows.Where(r => SearchText.Holds(r, words)).Take(limit).ToList().ToEntriesAsync(db, workspace, cancel);
    }

    private static IQueryable<LogRow> Rows(BatonDb db, string workspace, TimelineFilter filter, SeqSpan span) =>
        db.Log.Where(workspace, filter).Where(r => r.Seq >= span.First);

    private static Task<IReadOnlyList<TimelineEntry>> WindowAsync(BatonDb db, string workspace, TimelineFilter filter, SeqSpan span, long end, int limit, CancellationToken cancel) =>
        Rows(db, workspace, filter, span).Where(r => r.Seq < end).OrderByDescending(r => r.Seq).Take(limit).ToEntriesAsync(db, workspace, cancel);

    private static IReadOnlyList<string> TypesOf(TimelineFilter filter) =>
        filter is { Kind: { } kind, Customer: null, Agent: null, Type: null, Verdict: null, Rule: null, Handoff: null, Outcome: null } ? EventKinds.TypesOf(kind) : [];

    // The index of words gives seqs, newest first; the rows behind them are then held against the rest of the filter, here and not by the
    // database, which would rather walk the index of a filter than look up a few hundred seqs.
    private async Task<IReadOnlyList<TimelineEntry>> FoundAsync(BatonDb db, string workspace, TimelineFilter filter, SeqSpan span, string words, long end, int limit, CancellationToken cancel)
    {
        var found = new List<TimelineEntry>();
        var typed = Narrowed(filter, words);
        for (var looked = 0; found.Count < limit && looked < MostLooks; looked++)
        {
            var seqs = search.Find(workspace, typed, end, WordsAtOnce);
            if (seqs.Count == 0) break;
            end = seqs[^1];
            var entries = await db.Log.Where(r => seqs.Contains(r.Seq)).ToEntriesAsync(db, workspace, cancel);
            found.AddRange(entries.Where(e => e.Seq >= span.First && e.Matches(filter)).OrderByDescending(e => e.Seq).Take(limit - found.Count));
            if (seqs.Count < WordsAtOnce || end <= span.First) break;
        }

        return found;
    }

    // Most of what one filters by is among the words of a row too; asking for it there leaves fewer rows to look at.
    private static string Narrowed(TimelineFilter filter, string words) =>
        string.Concat(new[] { filter.Agent, filter.Type, filter.Rule, filter.Handoff, filter.Customer }.OfType<string>().Select(w => $"\"{w.Replace("\"", "", StringComparison.Ordinal)}\" ")) + words;
}

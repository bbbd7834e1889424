using System.Linq.Expressions;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Timeline;

/// <summary>Rows of the log as entries of lists.</summary>
internal static class TimelineRows
{
    private static readonly Expression<Func<LogRow, TimelineEntry>> ToEntry = r => new TimelineEntry
    {
        Seq = r.Seq,
        Source = r.Source,
        Id = r.Id,
        Type = r.Type,
        Time = DateTimeOffset.FromUnixTimeMilliseconds(r.Time),
        Received = DateTimeOffset.FromUnixTimeMilliseconds(r.Received),
        Customer = r.Customer,
        Actor = r.Actor,
        Agent = r.Agent,
        Cause = r.Cause,
        Root = r.Root,
        Depth = r.Depth,
        Outcome = r.Outcome,
        Verdict = r.Verdict,
        Rule = r.Rule,
        Sentence = r.Sentence,
        Action = r.Action,
        Handoff = r.Handoff,
        Run = r.Run,
        Policy = r.Policy,
    };

    private static readonly Func<LogRow, TimelineEntry> FromRow = ToEntry.Compile();

    /// <summary>The rows of a workspace that a filter by nothing but the outcome leaves.</summary>
    public static IQueryable<LogRow> Where(this IQueryable<LogRow> log, string workspace, TimelineFilter filter)
    {
        log = log.Where(r => r.Workspace == workspace);
        return filter.OutcomeWanted is { } outcome ? log.Where(r => r.Outcome == outcome && (outcome == LogOutcome.Handled || r.Outcome != LogOutcome.Handled)) : log;
    }

    /// <summary>Rows as entries, with the names of their customers.</summary>
    public static async Task<IReadOnlyList<TimelineEntry>> ToEntriesAsync(this IQueryable<LogRow> rows, BatonDb db, string workspace, CancellationToken cancel) =>
        await Named(db, workspace, await rows.Select(ToEntry).ToListAsync(cancel), cancel);

    /// <summary>Rows already read as entries, with the names of their customers.</summary>
    public static Task<IReadOnlyList<TimelineEntry>> ToEntriesAsync(this IReadOnlyList<LogRow> rows, BatonDb db, string workspace, CancellationToken cancel) =>
        Named(db, workspace, [.. rows.Select(FromRow)], cancel);

    private static async Task<IReadOnlyList<TimelineEntry>> Named(BatonDb db, string workspace, List<TimelineEntry> entries, CancellationToken cancel)
    {
        var names = await NamesAsync(db, workspace, [.. entries.Select(e => e.Customer).OfType<string>().Distinct(StringComparer.Ordinal)], cancel);
        if (names.Count == 0) return entries;
        return entries.ConvertAll(e => e.Customer is null ? e : e with { CustomerName = names.GetValueOrDefault(e.Customer) });
    }

    /// <summary>What people call these customers: a name, else their first address; those of whom no row is there yet are left out.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NamesAsync(BatonDb db, string workspace, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return new Dictionary<string, string>(StringComparer.Ordinal);
        var customers = await db.Customers.Where(c => c.Workspace == workspace && ids.Contains(c.Id)).Select(c => new { c.Id, c.Name, c.Search }).ToListAsync(cancel);
        return customers.ToDictionary(c => c.Id, c => c.Name ?? (c.Search.Split(' ', 2)[0] is { Length: > 0 } address ? address : c.Id), StringComparer.Ordinal);
    }

    /// <summary>
    /// The first seq received at or after a time. Seqs rise with the time of receipt, so a search by halves finds it without an index on the time.
    /// </summary>
    public static async Task<long> SeqAtAsync(BatonDb db, DateTimeOffset time, CancellationToken cancel)
    {
        var unix = time.ToUnix();
        var low = await db.Log.OrderBy(r => r.Seq).Select(r => r.Seq).FirstOrDefaultAsync(cancel);
        var high = await db.Log.OrderByDescending(r => r.Seq).Select(r => r.Seq).FirstOrDefaultAsync(cancel) + 1;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var probe = await db.Log.Where(r => r.Seq >= middle).OrderBy(r => r.Seq).Select(r => new { r.Seq, r.Received }).FirstOrDefaultAsync(cancel);
            if (probe is null || probe.Received >= unix) high = middle;
            else low = probe.Seq + 1;
        }

        return low;
    }
}

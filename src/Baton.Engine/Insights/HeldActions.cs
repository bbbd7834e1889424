using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Insights;

/// <summary>Which actions that did not happen at once are wanted; null leaves a filter out.</summary>
public sealed record HeldFilter
{
    /// <summary>The first verdicts that are wanted.</summary>
    public IReadOnlyList<string> Verdicts { get; init; } = NotDone;

    /// <summary>Who asked.</summary>
    public string? Agent { get; init; }

    /// <summary>The rule that decided, as <c>kind:id</c>.</summary>
    public string? Rule { get; init; }

    /// <summary>Baton's id of the customer.</summary>
    public string? Customer { get; init; }

    /// <summary>The act that it gave way to, in the words of the reason.</summary>
    public string? Act { get; init; }

    /// <summary>Asked at this time or later, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Asked before this time, UTC.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Suppressed and delayed.</summary>
    public static IReadOnlyList<string> NotDone { get; } = [Verdict.Suppress.Name(), Verdict.Delay.Name()];

    /// <summary>Everything that was not allowed at once.</summary>
    public static IReadOnlyList<string> All { get; } = [.. NotDone, Verdict.Escalate.Name()];
}

/// <summary>An action that did not happen when it was asked for, and what became of it.</summary>
/// <param name="Seq">The place of the proposal in the log.</param>
/// <param name="Asked">When, UTC.</param>
/// <param name="Verdict">The first answer.</param>
/// <param name="Rule">The rule that gave it, as <c>kind:id</c>.</param>
/// <param name="Sentence">What was asked and answered, in one sentence.</param>
/// <param name="Value">What it is worth, where it has an amount: "120 EUR".</param>
/// <param name="CustomerName">What people call the customer.</param>
/// <param name="Now">The action as it stands now.</param>
public sealed record HeldAction(long Seq, DateTimeOffset Asked, string Verdict, string? Rule, string? Sentence, string? Value, string? CustomerName, ActionRow Now);

/// <summary>Lists actions that did not happen when they were asked for: found through the index of facets, so that a page costs the same at any size of the log.</summary>
public sealed class HeldActions(IDbContextFactory<BatonDb> database, FacetIndex facets)
{
    // What the index finds and the words of an act leave nothing of ends after so many looks of so many rows.
    private const int MostLooks = 20;
    private const int RowsAtOnce = 500;

    /// <summary>A page of them, the latest asked first.</summary>
    public async Task<Page<HeldAction>> ListAsync(string workspace, HeldFilter filter, PageOf page, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var first = filter.From is { } from ? await TimelineRows.SeqAtAsync(db, from, cancel) : 0;
        var end = filter.To is { } to ? await TimelineRows.SeqAtAsync(db, to, cancel) : long.MaxValue;
        var query = QueryOf(workspace, filter) with { First = first, End = Math.Min(end, page.Before) };
        var rows = new List<LogRow>();
        for (var looked = 0; looked < MostLooks && rows.Count <= page.Limit; looked++)
        {
            var most = filter.Act is null ? page.Limit + 1 : RowsAtOnce;
            var seqs = facets.Newest(query, most);
            rows.AddRange(await db.Log.Where(r => r.Workspace == workspace && seqs.Contains(r.Seq) && r.Action != null && (filter.Act == null || r.Sentence!.Contains(filter.Act))).OrderByDescending(r => r.Seq).ToListAsync(cancel));
            if (seqs.Count < most) break;
            query = query with { End = seqs[^1] };
        }

        return await ReadAsync(db, workspace, page.Of([.. rows.Take(page.Limit + 1)], row => row.Seq), cancel);
    }

    private static FacetQuery QueryOf(string workspace, HeldFilter filter)
    {
        var all = new List<AnyOf> { new(Facet.Verdict, filter.Verdicts), new(Facet.Type, [EventTypes.ActionProposed]) };
        foreach (var (facet, value) in new[] { (Facet.Customer, filter.Customer), (Facet.Rule, filter.Rule), (Facet.Agent, filter.Agent) }) if (value is not null) all.Add(new AnyOf(facet, [value]));
        return new FacetQuery(workspace, all);
    }

    private static async Task<Page<HeldAction>> ReadAsync(BatonDb db, string workspace, Page<LogRow> page, CancellationToken cancel)
    {
        var ids = page.Items.Select(row => row.Action).ToList();
        var actions = await db.Actions.Where(a => a.Workspace == workspace && ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, StringComparer.Ordinal, cancel);
        var names = await TimelineRows.NamesAsync(db, workspace, [.. page.Items.Select(row => row.Customer).OfType<string>().Distinct(StringComparer.Ordinal)], cancel);
        return new Page<HeldAction>([.. page.Items.Where(row => actions.ContainsKey(row.Action!)).Select(row => Of(row, actions[row.Action!], names))], page.Next);
    }

    private static HeldAction Of(LogRow row, ActionRow now, IReadOnlyDictionary<string, string> names) => new(
        row.Seq, row.Received.ToTime(), row.Verdict!, row.Rule, row.Sentence, Worth(ProposalJson.Read(row.ToEvent())), names.GetValueOrDefault(row.Customer ?? ""), now);

    private static string? Worth(Proposal proposal) => proposal.Data.Number("amount") is not { } amount ? null
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{amount:#,0.##}{(proposal.Data.Text("currency") is { } currency ? " " + currency : "")}");
}

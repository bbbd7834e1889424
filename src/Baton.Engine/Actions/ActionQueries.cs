using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Actions;

/// <summary>An action with what was asked and the latest ruling in full.</summary>
/// <param name="Row">The action.</param>
/// <param name="Proposal">What was asked.</param>
/// <param name="Ruling">The latest verdict with everything considered.</param>
public sealed record ActionView(ActionRow Row, Proposal Proposal, Ruling Ruling)
{
    /// <summary>The place in the log of the event with which its chain began.</summary>
    public long Root { get; init; }
}

/// <summary>Which actions are wanted; null leaves a filter out.</summary>
/// <param name="Verdict">The latest verdict.</param>
/// <param name="Rule">The rule that decided: <c>kind:id</c>, or an id of any kind.</param>
/// <param name="Agent">Who asked.</param>
/// <param name="Customer">Baton's id of the customer.</param>
/// <param name="Status">Where it stands.</param>
public sealed record ActionFilter(string? Verdict = null, string? Rule = null, string? Agent = null, string? Customer = null, string? Status = null);

/// <summary>What agents asked, done and not done.</summary>
public sealed class ActionQueries(IDbContextFactory<BatonDb> database, WholeLog log, FacetIndex facets)
{
    // Of one customer so many proposals are looked at for a page.
    private const int MostOfCustomer = 5_000;

    /// <summary>One action; null when there is none of that id.</summary>
    public async Task<ActionView?> FindAsync(string workspace, string id, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        if (await db.Actions.FirstOrDefaultAsync(a => a.Workspace == workspace && a.Id == id, cancel) is not { } row) return null;
        if (log.Read(workspace, row.Seq) is not { } asked || log.Read(workspace, row.DecidedSeq) is not { } decided) return null;
        return new ActionView(row, ProposalJson.Read(asked.ToEvent()), decided.ToDecision().Rulings.First(r => r.Action == id)) { Root = asked.Root };
    }

    /// <summary>One action as it was answered the first time, whatever became of it since; null when there is none of that id.</summary>
    public async Task<ActionView?> FindFirstAsync(string workspace, string id, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        if (await db.Actions.FirstOrDefaultAsync(a => a.Workspace == workspace && a.Id == id, cancel) is not { } row || log.Read(workspace, row.Seq) is not { } asked) return null;
        return new ActionView(row, ProposalJson.Read(asked.ToEvent()), asked.ToDecision().Rulings.First(r => r.Action == id)) { Root = asked.Root };
    }

    /// <summary>Actions, the latest asked first.</summary>
    public async Task<Page<ActionRow>> ListAsync(string workspace, ActionFilter filter, PageOf page, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var actions = db.Actions.Where(a => a.Workspace == workspace && a.Seq < page.Before);
        if (filter.Verdict is { } verdict) actions = actions.Where(a => a.Verdict == verdict);
        if (filter.Agent is { } agent) actions = actions.Where(a => a.Agent == agent);
        if (filter.Customer is { } customer)
        {
            var asked = facets.Newest(new FacetQuery(workspace, [new AnyOf(Facet.Customer, [customer]), new AnyOf(Facet.Type, [EventTypes.ActionProposed, EventTypes.HandoffResolved])]) { End = page.Before }, MostOfCustomer);
            actions = actions.Where(a => asked.Contains(a.Seq));
        }

        if (filter.Status is { } status) actions = actions.Where(a => a.Status == status);
        if (filter.Rule is { } rule)
        {
            var names = RuleNames(rule);
            actions = actions.Where(a => names.Contains(a.Rule));
        }

        return page.Of(await actions.OrderByDescending(a => a.Seq).Take(page.Limit + 1).ToListAsync(cancel), a => a.Seq);
    }

    /// <summary>What a rule that was named with or without its kind can be called in the database.</summary>
    public static IReadOnlyList<string?> RuleNames(string rule) =>
        rule.Contains(':', StringComparison.Ordinal) ? [rule] : [.. Enum.GetValues<RuleKind>().Select(kind => kind.Name() + ":" + rule)];
}

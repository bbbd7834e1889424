using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Handoffs;
using Baton.Core.Policies;
using Baton.Engine.Customers;
using Baton.Engine.Handoffs.Access;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Handoffs;

/// <summary>Reads a handoff with its whole context.</summary>
public sealed class HandoffCases(IDbContextFactory<BatonDb> database, WholeLog whole, FacetIndex facets, Conductor conductor, Configurations configurations, QueueAccess access, TimeProvider clock)
{
    /// <summary>The case of a handoff as a person sees it; null when there is none of that id, or it stands in a queue that is hidden from them.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="handoff">The handoff's id.</param>
    /// <param name="person">Who looks.</param>
    /// <param name="most">How many rows of the customer's log at most.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<HandoffCase?> ReadForAsync(string workspace, string handoff, string person, int most = 120, CancellationToken cancel = default)
    {
        if (await ReadAsync(workspace, handoff, most, cancel) is not { } whole || !await access.SeesAsync(workspace, whole.Line.Queue, person, cancel)) return null;
        return whole with { Barred = await access.WhyNotAsync(workspace, whole.Line.Queue, person, cancel) };
    }

    /// <summary>The case of a handoff; null when there is none of that id.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="handoff">The handoff's id.</param>
    /// <param name="most">How many rows of the customer's log at most.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<HandoffCase?> ReadAsync(string workspace, string handoff, int most = 120, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        if (await db.Handoffs.FirstOrDefaultAsync(h => h.Workspace == workspace && h.Id == handoff, cancel) is not { } row) return null;
        var state = row.Customer is { } customer ? await conductor.StateOfAsync(workspace, customer, cancel) : null;
        var open = state?.Handoffs.FirstOrDefault(h => h.Id == handoff);
        var opening = whole.Read(workspace, row.Seq);
        var log = await LogAsync(db, workspace, row.Customer, most, cancel);
        var names = await TimelineRows.NamesAsync(db, workspace, row.Customer is { } whom ? [whom] : [], cancel);
        var (config, now) = (configurations.Of(workspace).For(row.Customer ?? CustomerState.OfWorkspace), clock.GetUtcNow());
        var action = row.Action is { } id ? await ActionAsync(db, workspace, id, state, cancel) : null;
        return new HandoffCase
        {
            Line = HandoffLine.Of(row, row.Customer is { } c ? names.GetValueOrDefault(c) : null),
            Open = open,
            Cause = Enum.TryParse<HandoffCause>(row.Asked, out var cause) ? cause : HandoffCause.Routed,
            Rule = row.Why,
            RuleSentence = SentenceOf(config.Policy, row.Why),
            Note = row.Note,
            Answer = row.Answer,
            ResolvedBy = row.ResolvedBy,
            Customer = state,
            Clocks = state is null ? [] : ClocksInForce.Of(state, config.Policy, now),
            Action = action,
            IfApproved = IfApproved(state, open, config, now),
            Held = open?.Held,
            OpenedBy = row.Seq,
            Log = log.Count > most ? log.GetRange(1, most) : log,
            HasEarlier = log.Count > most,
            Chain = whole.ReadChain(workspace, opening?.Root ?? row.Seq),
            Actions = await ActionsAsync(db, workspace, log, cancel),
        };
    }

    // One row more than wanted says that there is more.
    private async Task<List<LogRow>> LogAsync(BatonDb db, string workspace, string? customer, int most, CancellationToken cancel)
    {
        if (customer is null) return [];
        var seqs = facets.Newest(FacetQuery.OfCustomer(workspace, customer), most + 1);
        return await db.Log.Where(r => r.Workspace == workspace && seqs.Contains(r.Seq)).OrderBy(r => r.Seq).ToListAsync(cancel);
    }

    private static async Task<IReadOnlyDictionary<string, ActionRow>> ActionsAsync(BatonDb db, string workspace, List<LogRow> log, CancellationToken cancel)
    {
        var ids = log.Where(r => r.Action is not null).Select(r => r.Action!).Distinct(StringComparer.Ordinal).ToList();
        return ids.Count == 0 ? new Dictionary<string, ActionRow>(StringComparer.Ordinal)
            : await db.Actions.Where(a => a.Workspace == workspace && ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, StringComparer.Ordinal, cancel);
    }

    private async Task<Proposal?> ActionAsync(BatonDb db, string workspace, string id, CustomerState? state, CancellationToken cancel)
    {
        if (state?.Actions.FirstOrDefault(a => a.Proposal.Id == id) is { } record) return record.Proposal;
        var seq = await db.Actions.Where(a => a.Workspace == workspace && a.Id == id).Select(a => (long?)a.Seq).FirstOrDefaultAsync(cancel);
        return seq is { } asked && whole.Read(workspace, asked)?.ToEvent() is { } e ? ProposalJson.Read(e) : null;
    }

    // As the decision on the approval will see it: the handoff gone, the action approved.
    private static Ruling? IfApproved(CustomerState? state, OpenHandoff? open, WorkspaceConfig config, DateTimeOffset now)
    {
        if (open?.Action is not { } id || state!.Actions.FirstOrDefault(a => a.Proposal.Id == id) is not { IsPending: true } action) return null;
        return Judge.Rule(state with { Handoffs = state.Handoffs.Remove(open) }, action.Proposal, config.Proposer(action.Proposal), config.Policy, now, action with { Approved = true });
    }

    private static string? SentenceOf(Policy policy, string? rule) => rule is null ? null
        : policy.Rules.FirstOrDefault(r => rule == $"{r.Kind.Name()}:{r.Id}")?.Sentence;
}

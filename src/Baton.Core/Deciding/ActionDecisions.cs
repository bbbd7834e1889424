using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Agents;

namespace Baton.Core.Deciding;

/// <summary>Actions: asked for, due again, reported, lapsed.</summary>
internal static class ActionDecisions
{
    public static Decision Decide(CustomerState state, Event e, WorkspaceConfig config) => e.Type switch
    {
        EventTypes.ActionProposed => Rule(state, e, ProposalJson.Read(e), config, earlier: null),
        EventTypes.ActionDue => Find(state, e) is var action ? Rule(state, e, action.Proposal, config, action) : throw new InvalidOperationException(),
        EventTypes.ActionReported => Reported(state, e),
        _ => Lapsed(Find(state, e)),
    };

    /// <summary>Judges an action, for the first time or again, and opens a handoff when a person must say.</summary>
    public static Decision Rule(CustomerState state, Event e, Proposal proposal, WorkspaceConfig config, ActionRecord? earlier)
    {
        var ruling = Judge.Rule(state, proposal, config.Agent(proposal.Agent), config.Policy, e.Received, earlier);
        if (ruling.Verdict != Verdict.Escalate) return new Decision { Sentence = Sentence(proposal, ruling), Rulings = [ruling] };
        var handoff = HandoffNotes.Open(state, e with { Root = earlier?.Root ?? e.Root }, HandoffCause.Escalated, ruling.Queue!, Title(proposal), ruling.Reason, action: proposal.Id, rule: ruling.Rule?.ToString());
        ruling = ruling with { Handoff = handoff.Id };
        return new Decision { Sentence = Sentence(proposal, ruling), Rulings = [ruling], Handoffs = [handoff] };
    }

    private static ActionRecord Find(CustomerState state, Event e) => state.Actions.First(a => a.Proposal.Id == e.Data.Text("action"));

    private static Decision Reported(CustomerState state, Event e)
    {
        var (id, status) = (e.Data.Text("action")!, e.Data.Text("status"));
        var action = state.Actions.FirstOrDefault(a => a.Proposal.Id == id);
        var detail = e.Data.Text("detail") is { Length: > 0 } said ? $": {said}" : "";
        if (status == "done" && action is null or { Status: ActionStatus.Void or ActionStatus.Delayed or ActionStatus.Escalated })
        {
            return new Decision { Sentence = $"Breach: {e.Actor.Name} did {action?.Proposal.Kind ?? "an action"} without a valid permit{detail}.", Changes = [new ActionChange(id, ActionStatus.Breach)] };
        }

        var now = status switch
        {
            "done" => ActionStatus.Done,
            "failed" => ActionStatus.Failed,
            _ => ActionStatus.Abandoned,
        };
        return new Decision { Sentence = $"{e.Actor.Name} reports {action?.Proposal.Kind ?? id} {status}{detail}.", Changes = [new ActionChange(id, now)] };
    }

    private static Decision Lapsed(ActionRecord action) => new()
    {
        Sentence = $"{action.Proposal.Agent} has not said what became of {action.Proposal.Kind}; it still counts.",
        Changes = [new ActionChange(action.Proposal.Id, ActionStatus.Unreported)],
    };

    private static string Sentence(Proposal proposal, Ruling ruling) => $"{proposal.Agent} → {proposal.Kind}{(proposal.Purpose is { } purpose ? $" ({purpose})" : "")}: {Said(ruling)} {ruling.Reason}";

    private static string Said(Ruling ruling) => ruling.Verdict switch
    {
        Verdict.Allow => "allowed.",
        Verdict.Delay => $"delayed until {Timeline.Spans.Moment(ruling.Until!.Value)}.",
        Verdict.Escalate => $"a person of {ruling.Queue} must say.",
        _ => "suppressed.",
    };

    private static string Title(Proposal proposal) => proposal.Data.Number("amount") is { } amount
        ? $"May {proposal.Agent} do {proposal.Kind} of {amount.ToString(System.Globalization.CultureInfo.InvariantCulture)}?"
        : $"May {proposal.Agent} do {proposal.Kind}?";
}

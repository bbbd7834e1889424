using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Timeline;

namespace Baton.Core.Deciding;

/// <summary>Actions: asked for, due again, reported, lapsed.</summary>
internal static class ActionDecisions
{
    public static Decision Decide(CustomerState state, Event e, WorkspaceConfig config) => e.Type switch
    {
        EventTypes.ActionProposed => Rule(state, e, ProposalJson.Read(e), config, earlier: null, Anyway(e)),
        EventTypes.ActionBegun => Begun(Find(state, e), e),
        EventTypes.ActionDue => Find(state, e) is var action ? Rule(state, e, action.Proposal, config, action) : throw new InvalidOperationException(),
        EventTypes.ActionReported => Reported(state, e),
        EventTypes.ActionRestored => Restored(state, e, ProposalJson.Read(e), config),
        EventTypes.ActionAnswered => Answered(HandoffChanges.Apply(state, e), e, Find(state, e), config),
        _ => Lapsed(Find(state, e), e),
    };

    /// <summary>Judges an action, for the first time or again, and opens a handoff when a person must say.</summary>
    public static Decision Rule(CustomerState state, Event e, Proposal proposal, WorkspaceConfig config, ActionRecord? earlier, string? said = null, int taken = 0)
    {
        var ruling = Judge.Rule(state, proposal, config.Proposer(proposal), config.Policy, e.Received, earlier, said);
        if (ruling.Verdict != Verdict.Escalate) return new Decision { Sentence = Sentence(proposal, ruling), Rulings = [ruling] };
        var handoff = HandoffNotes.Open(state, e with { Root = earlier?.Root ?? e.Root }, config.Policy, HandoffCause.Escalated, ruling.Queue!, Title(proposal), ruling.Reason, taken: taken, action: proposal.Id, rule: ruling.Rule?.ToString());
        ruling = ruling with { Handoff = handoff.Id };
        return new Decision { Sentence = Sentence(proposal, ruling), Rulings = [ruling], Handoffs = [handoff] };
    }

    // A person need not wait for a time or for another person. What nobody may wave through still stands: what the agent may do at all, the
    // customer's consent, another's or one's own open case of the customer, and every rule that says suppress.
    private static Decision Answered(CustomerState state, Event e, ActionRecord action, WorkspaceConfig config)
    {
        var (proposal, who, note) = (action.Proposal, e.Actor.Name, Remarks.Of(e, "note"));
        if (e.Data.Text("outcome") != "approved")
        {
            var no = Refused(action, new RuleRef(RuleKind.Approval, Ruling.ByHand, config.Policy.Version), "rejected", $"{who} said no{note}.");
            return new Decision { Sentence = Sentence(proposal, no), Rulings = [no] };
        }

        var said = $"{who} let it through{note}";
        var isOwn = proposal.IsPersons && proposal.Agent == who; // what wants another person's yes still wants it
        var ruling = Judge.Rule(state, proposal, config.Proposer(proposal), config.Policy, e.Received, isOwn ? action : action with { Approved = true }, said);
        var sentence = Sentence(proposal, ruling);
        return new Decision { Sentence = ruling.Verdict == Verdict.Allow ? sentence : $"{said}, but it may not be. {sentence}", Rulings = [ruling] };
    }

    // A suppressed action is let through for a time by somebody who answers for it. What protects the customer still stands, and then nothing changes.
    private static Decision Restored(CustomerState state, Event e, Proposal proposal, WorkspaceConfig config)
    {
        var until = e.Data.Time("until")!.Value;
        var said = $"{e.Actor.Name} let it through after all, until {Spans.Moment(until)}{Remarks.Of(e, "note")}";
        var ruling = Judge.Rule(state, proposal, config.Proposer(proposal), config.Policy, e.Received, Earlier(e, proposal), said, until);
        if (ruling.Verdict == Verdict.Allow) return new Decision { Sentence = Sentence(proposal, ruling), Rulings = [ruling] };
        ruling = ruling with { Verdict = Verdict.Suppress, Until = null, Queue = null };
        return new Decision { Sentence = $"{said}, but it may not be. {Sentence(proposal, ruling)}", Rulings = [ruling] };
    }

    private static ActionRecord Earlier(Event e, Proposal proposal) =>
        new() { Proposal = proposal, Status = ActionStatus.Suppressed, Asked = e.Data.Time("asked") ?? e.Received, Decided = e.Received, Approved = true, Seq = (long)(e.Data.Number("seq") ?? e.Seq), Root = e.Root };

    /// <summary>A person's no.</summary>
    public static Ruling Refused(ActionRecord action, RuleRef rule, string code, string reason) => new()
    {
        Action = action.Proposal.Id,
        Verdict = Verdict.Suppress,
        Reason = reason,
        ReasonCode = code,
        Rule = rule,
        Department = action.Department,
    };

    private static ActionRecord Find(CustomerState state, Event e) => state.Actions.First(a => a.Proposal.Id == e.Data.Text("action"));

    private static Decision Reported(CustomerState state, Event e)
    {
        var (id, status) = (e.Data.Text("action")!, e.Data.Text("status"));
        var action = state.Actions.FirstOrDefault(a => a.Proposal.Id == id);
        var detail = Remarks.Of(e, "detail");
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

    // Only time gives way to a person who will not wait for it.
    private static string? Anyway(Event e) => e.Actor.Kind == ActorKind.Person && e.Data.Flag("anyway") == true ? $"{e.Actor.Name} sends it without waiting{Remarks.Of(e, "note")}" : null;

    private static Decision Begun(ActionRecord action, Event e) => new()
    {
        Sentence = (action.Proposal.Execute, e.Data.Flag("again")) switch
        {
            (Executor.Baton, true) => $"Baton does {action.Proposal.Kind} of {action.Proposal.Agent} again: it was broken off before.",
            (Executor.Baton, _) => $"Baton does {action.Proposal.Kind} of {action.Proposal.Agent} now.",
            _ => $"{action.Proposal.Agent} uses its permit: {action.Proposal.Kind} is on its way.",
        },
        Changes = [new ActionChange(action.Proposal.Id, ActionStatus.Begun)],
    };

    private static Decision Lapsed(ActionRecord action, Event e) => new()
    {
        Sentence = e.Data.Text("why") is { } why ? $"Baton was broken off while it did {action.Proposal.Kind} of {action.Proposal.Agent}, and does not repeat it: {why} Whether it was done is not known; it still counts."
            : $"{action.Proposal.Agent} has not said what became of {action.Proposal.Kind}; it still counts.",
        Changes = [new ActionChange(action.Proposal.Id, ActionStatus.Unreported)],
    };

    private static string Sentence(Proposal proposal, Ruling ruling) => $"{proposal.Agent} → {proposal.Kind}{(proposal.Purpose is { } purpose ? $" ({purpose})" : "")}: {Said(ruling)} {ruling.Reason}";

    private static string Said(Ruling ruling) => ruling.Verdict switch
    {
        Verdict.Allow => "allowed.",
        Verdict.Delay => $"delayed until {Spans.Moment(ruling.Until!.Value)}.",
        Verdict.Escalate => $"a person of {ruling.Queue} must say.",
        _ => "suppressed.",
    };

    private static string Title(Proposal proposal) => proposal.Data.Number("amount") is { } amount
        ? $"May {proposal.Agent} do {proposal.Kind} of {amount.ToString(System.Globalization.CultureInfo.InvariantCulture)}?"
        : $"May {proposal.Agent} do {proposal.Kind}?";
}

using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Messages;

namespace Baton.Core.Deciding;

/// <summary>Whether an input means anything in the state it meets. One that is refused leaves no trace.</summary>
public static class Admission
{
    /// <summary>Said in <c>as</c> of an answer by whoever may answer only while they own a handoff of the customer.</summary>
    public const string AsOwner = "owner";

    /// <summary>Why the input is refused; null when it is taken.</summary>
    public static Refusal? Refuse(CustomerState state, Event e) => e.Type switch
    {
        EventTypes.TaskFinished or EventTypes.TaskRefused => state.Tasks.Any(t => t.Id == e.Data.Text("task")) ? null
            : new Refusal(RefusalKind.Gone, $"The task {e.Data.Text("task")} is not open: its result came before, or it was given up."),
        EventTypes.ActionDue => Has(state, e, ActionStatus.Delayed),
        EventTypes.ActionLapsed => Has(state, e, ActionStatus.Allowed, ActionStatus.Begun),
        EventTypes.ActionProposed when e.Actor.Kind == ActorKind.Person => OfReply(state, e),
        EventTypes.ActionBegun => Gate.Refuse(state, e),
        EventTypes.AgentMessageExpired => state.Messages.Any(m => m.Id == e.Data.Text("message") && m.Status is MessageStatus.Queued or MessageStatus.Delivered) ? null
            : new Refusal(RefusalKind.Gone, $"The message {e.Data.Text("message")} does not wait any more."),
        EventTypes.ActionAnswered => OfAnswer(state, e),
        EventTypes.ActionRestored => state.Actions.Any(a => a.Proposal.Id == e.Data.Text("action"))
            ? new Refusal(RefusalKind.Already, $"The action {e.Data.Text("action")} is not suppressed any more.") : null,
        _ when EventTypes.IsHandoffAct(e.Type) => HandoffAdmission.Refuse(state, e),
        EventTypes.CustomerPatched when e.Data.Number("version") is { } seen && (long)seen != state.Version =>
            new Refusal(RefusalKind.Stale, $"The customer has changed since version {seen}; it is at version {state.Version} now. Read it again and repeat the change."),
        _ => null,
    };

    private static Refusal? Has(CustomerState state, Event e, params ReadOnlySpan<ActionStatus> statuses) =>
        state.Actions.FirstOrDefault(a => a.Proposal.Id == e.Data.Text("action")) is { } action && statuses.Contains(action.Status) ? null
            : new Refusal(RefusalKind.Gone, $"The action {e.Data.Text("action")} no longer waits for this.");

    private static Refusal? OfAnswer(CustomerState state, Event e)
    {
        var id = e.Data.Text("action");
        if (!state.Actions.Any(a => a.IsPending && a.Proposal.Id == id)) return new Refusal(RefusalKind.Gone, $"The action {id} does not wait any more: it was decided meanwhile.");
        if (state.Handoffs.FirstOrDefault(h => h.Action == id) is { Owner: { } owner } && owner != e.Actor.Name) return new Refusal(RefusalKind.Taken, $"{owner} has the handoff that this action waits for.", owner);
        return e.Data.Text("as") == AsOwner && state.Handoffs.All(h => h.Owner != e.Actor.Name)
            ? new Refusal(RefusalKind.NotTheirs, $"{e.Actor.Name} has no handoff of this customer. Claim one first, or ask an operator.") : null;
    }

    // A person answers a customer only while they have one of the customer's cases.
    private static Refusal? OfReply(CustomerState state, Event e) => HandoffChanges.Find(state, e) switch
    {
        null => new Refusal(RefusalKind.Gone, "This handoff is resolved already, or there is none of this id."),
        { Owner: null } => new Refusal(RefusalKind.NotTheirs, "Nobody has this handoff. Claim it first, then answer."),
        { Owner: { } owner } when owner != e.Actor.Name => new Refusal(RefusalKind.Taken, $"{owner} has this handoff.", owner),
        _ => null,
    };

    internal static bool IsOwnWord(CustomerState state, OpenHandoff handoff, Event e) =>
        handoff.Action is { } id && (e.Data.Text("outcome") ?? e.Data.Member("end")?.Text("outcome")) == "approved" && state.Actions.Any(a => a.Proposal.Id == id && a.Proposal.IsPersons && a.Proposal.Agent == e.Actor.Name);
}

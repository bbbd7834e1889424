using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Timeline;

namespace Baton.Core.Arbitration;

/// <summary>
/// The last look before an allowed action is done, taken in the customer's lane: what begins has passed it, and a person's claim comes either
/// before it or after it. Whoever does the action shows the fence that stood when it was allowed.
/// </summary>
internal static class Gate
{
    /// <summary>Why an action may not begin; null when it may.</summary>
    public static Refusal? Refuse(CustomerState state, Event e)
    {
        var (id, again) = (e.Data.Text("action"), e.Data.Flag("again") == true);
        if (state.Actions.FirstOrDefault(a => a.Proposal.Id == id) is not { } action) return new Refusal(RefusalKind.Gone, $"The action {id} is not allowed, or it was done, given up or taken back meanwhile.");
        if (e.Data.Number("fence") is { } shown && (long)shown != action.Fence) return new Refusal(RefusalKind.Stale, $"This permit is not the one that the action {id} has now.");
        return action.Status switch
        {
            ActionStatus.Void => Owned(state, id),
            ActionStatus.Unreported => Expired(action),
            ActionStatus.Begun when !again => new Refusal(RefusalKind.Already, $"The action {id} has begun already."),
            ActionStatus.Allowed or ActionStatus.Begun => IsBehind(state, action) ? Owned(state, id) : action.PermitExpires <= e.Received ? Expired(action) : null,
            _ => new Refusal(RefusalKind.Gone, $"The action {id} is not allowed now."),
        };
    }

    // A person's own words do not stop at their own claim of another case.
    private static bool IsBehind(CustomerState state, ActionRecord action) =>
        Ownership.Against(state, action.Proposal) is not null || action.Proposal is { IsContact: true, IsPersons: false } && action.Fence != state.Fence;

    private static Refusal Owned(CustomerState state, string? id) => state.Owned is { Owner: { } owner }
        ? new Refusal(RefusalKind.HumanOwns, $"{owner} took over this customer's case before the action {id} began.", owner)
        : new Refusal(RefusalKind.HumanOwns, $"A person took over this customer's case before the action {id} began. Ask again.");

    private static Refusal Expired(ActionRecord action) => new(RefusalKind.Expired, $"The permit of the action {action.Proposal.Id} ran out {(action.PermitExpires is { } end ? "at " + Spans.Moment(end) : "before")}. Ask again before acting.");
}

using Baton.Core.Customers;
using Baton.Core.Events;

namespace Baton.Core.Handoffs;

/// <summary>What people's acts do to a handoff: waiting → claimed → resolved, with release and transfer back to waiting or to another owner.</summary>
internal static class HandoffChanges
{
    public static CustomerState Apply(CustomerState state, Event e)
    {
        // An answer to an action answers the handoff that asked about it.
        if (e.Type == EventTypes.ActionAnswered) return state with { Handoffs = state.Handoffs.RemoveAll(h => h.Action is { } action && action == e.Data.Text("action")) };
        if (!e.Type.StartsWith("baton.handoff.", StringComparison.Ordinal) || Find(state, e) is not { } handoff) return state;
        return e.Type switch
        {
            EventTypes.HandoffClaimed => With(state, handoff, handoff with { Owner = e.Actor.Name, Claimed = e.Received }),
            EventTypes.HandoffReleased => With(state, handoff, handoff with { Owner = null, Claimed = null }),
            EventTypes.HandoffTransferred when e.Data.Text("to") is { } person => With(state, handoff, handoff with { Owner = person, Claimed = e.Received }),
            EventTypes.HandoffTransferred => With(state, handoff, handoff with { Owner = null, Claimed = null, Queue = e.Data.Text("queue") ?? handoff.Queue }),
            EventTypes.HandoffResolved => state with { Handoffs = state.Handoffs.Remove(handoff) },
            _ => state,
        };
    }

    /// <summary>The open handoff that an event names.</summary>
    public static OpenHandoff? Find(CustomerState state, Event e) =>
        e.Data.Text("handoff") is { } id ? state.Handoffs.FirstOrDefault(h => h.Id == id) : null;

    private static CustomerState With(CustomerState state, OpenHandoff before, OpenHandoff after) => state with { Handoffs = state.Handoffs.Replace(before, after) };
}

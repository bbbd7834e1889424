using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Messages;

namespace Baton.Core.Deciding;

/// <summary>Ties an input to what it answers: a result to its task's event, a report to its proposal, a resolution to its handoff.</summary>
public static class Causation
{
    /// <summary>The event with its place in the log, its cause and its root.</summary>
    public static Event Link(CustomerState state, Event e, long seq) => e.Type switch
    {
        EventTypes.TaskFinished or EventTypes.TaskRefused when state.Tasks.FirstOrDefault(t => t.Id == e.Data.Text("task")) is { } task => After(e, seq, task.Event, task.Root, task.Depth),
        EventTypes.ActionDue or EventTypes.ActionBegun or EventTypes.ActionLapsed or EventTypes.ActionReported or EventTypes.ActionAnswered when state.Actions.FirstOrDefault(a => a.Proposal.Id == e.Data.Text("action")) is { } action => After(e, seq, action.Seq, action.Root, 0),
        EventTypes.AgentMessageSent when Circles.CauseOf(state, e) is var (cause, root, depth) => After(e, seq, cause, root, depth),
        // What a person decided begins to count anew, or a circle once stopped could never be resolved.
        _ when HandoffChanges.Find(state, e) is { } handoff => e with { Seq = seq, Cause = handoff.Event, Root = handoff.Root, Depth = 0 },
        _ when e.Cause is not null => e with { Seq = seq },
        _ => e with { Seq = seq, Root = seq },
    };

    private static Event After(Event e, long seq, long cause, long root, int depth) => e with { Seq = seq, Cause = cause, Root = root, Depth = depth + 1 };
}

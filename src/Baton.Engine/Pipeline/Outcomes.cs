using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Handoffs.Wall;
using Baton.Engine.Insights;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Pipeline;

/// <summary>
/// Where events end, and the count that proves it: what came in is done, waiting or failed, at any moment. An event waits as long as a
/// task, a pending action or a handoff goes back to it.
/// </summary>
internal static class Outcomes
{
    public static LogOutcome Of(Event e, Decision decision, CustomerState after) => decision.Outcome switch
    {
        EventOutcome.Quarantined => LogOutcome.Quarantined,
        EventOutcome.Unrouted => LogOutcome.Unrouted,
        _ => IsOpen(after, e.Seq) ? LogOutcome.Waiting : LogOutcome.Handled,
    };

    public static void Write(WriteUnit unit, string workspace, LogRow row, Decision decision, CustomerState before, CustomerState after)
    {
        var minute = row.Received / 60_000;
        unit.Count(workspace, minute, "rows");
        if (row.Verdict is { } verdict) unit.Count(workspace, minute, verdict);
        if (row.Rule is { } rule) unit.Count(workspace, minute, RuleUses.Counter + rule);
        InsightCounters.Write(unit, workspace, minute, row, decision);
        if (row.Root == row.Seq)
        {
            unit.Count(workspace, minute, "in");
            if (row.Type == EventTypes.MessageReceived) unit.Count(workspace, minute, HandoffFigures.Messages);
            if (row.Outcome is LogOutcome.Handled or LogOutcome.Unrouted) unit.Count(workspace, minute, "done");
            if (row.Outcome == LogOutcome.Quarantined) unit.Count(workspace, minute, "failed");
        }

        if (before.Tasks == after.Tasks && before.Handoffs == after.Handoffs && before.Actions == after.Actions) return;
        var (were, are) = (OpenRoots(before), OpenRoots(after));
        were.TryAdd(row.Root, LogOutcome.Handled);
        foreach (var (root, from) in were) if (root != row.Seq) Move(unit, workspace, minute, root, from, are.GetValueOrDefault(root, LogOutcome.Handled));
    }

    // What has ended may begin again: a result proposes an action that must wait, something Baton did leads to a task.
    private static void Move(WriteUnit unit, string workspace, long minute, long root, LogOutcome from, LogOutcome to)
    {
        if (from == to) return;
        unit.SetOutcome(workspace, root, to);
        if (from == LogOutcome.Quarantined) unit.Count(workspace, minute, "failed", -1);
        if (from == LogOutcome.Handled) unit.Count(workspace, minute, "ended", -1);
        if (to == LogOutcome.Handled) unit.Count(workspace, minute, "ended");
    }

    internal static bool IsOpen(CustomerState state, long root)
    {
        foreach (var task in state.Tasks) if (task.Root == root) return true;
        foreach (var handoff in state.Handoffs) if (handoff.Root == root) return true;
        foreach (var action in state.Actions) if (action.Root == root && action.IsPending) return true;
        return false;
    }

    // A quarantined event has failed until a person has dealt with it; all others that something goes back to wait.
    private static Dictionary<long, LogOutcome> OpenRoots(CustomerState state)
    {
        var roots = new Dictionary<long, LogOutcome>();
        foreach (var task in state.Tasks) roots[task.Root] = LogOutcome.Waiting;
        foreach (var action in state.Actions) if (action.IsPending) roots[action.Root] = LogOutcome.Waiting;
        foreach (var handoff in state.Handoffs) roots[handoff.Root] = LogOutcome.Waiting;
        foreach (var handoff in state.Handoffs) if (handoff.Cause == HandoffCause.Uninterpretable && handoff.Event == handoff.Root) roots[handoff.Root] = LogOutcome.Quarantined;
        return roots;
    }
}

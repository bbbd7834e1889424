using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
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

    public static void Write(WriteUnit unit, string workspace, LogRow row, CustomerState before, CustomerState after)
    {
        var minute = row.Received / 60_000;
        unit.Count(workspace, minute, "rows");
        if (row.Verdict is { } verdict) unit.Count(workspace, minute, verdict);
        if (row.Rule is { } rule) unit.Count(workspace, minute, RuleUses.Counter + rule);
        if (row.Root == row.Seq)
        {
            unit.Count(workspace, minute, "in");
            if (row.Outcome is LogOutcome.Handled or LogOutcome.Unrouted) unit.Count(workspace, minute, "done");
            if (row.Outcome == LogOutcome.Quarantined) unit.Count(workspace, minute, "failed");
        }

        var roots = OpenRoots(before);
        roots.Add(row.Root);
        roots.Remove(row.Seq);
        foreach (var root in roots) Move(unit, workspace, minute, root, Standing(before, root), Standing(after, root));
    }

    // What has ended may begin again: a result proposes an action that must wait, something Baton did leads to a task.
    private static void Move(WriteUnit unit, string workspace, long minute, long root, LogOutcome from, LogOutcome to)
    {
        if (from == to) return;
        unit.SetOutcome(root, to);
        if (from == LogOutcome.Quarantined) unit.Count(workspace, minute, "failed", -1);
        if (from == LogOutcome.Handled) unit.Count(workspace, minute, "ended", -1);
        if (to == LogOutcome.Handled) unit.Count(workspace, minute, "ended");
    }

    // A quarantined event has failed until a person has dealt with it.
    private static LogOutcome Standing(CustomerState state, long root)
    {
        foreach (var handoff in state.Handoffs) if (handoff.Cause == HandoffCause.Uninterpretable && handoff.Event == root) return LogOutcome.Quarantined;
        return IsOpen(state, root) ? LogOutcome.Waiting : LogOutcome.Handled;
    }

    private static bool IsOpen(CustomerState state, long root)
    {
        foreach (var task in state.Tasks) if (task.Root == root) return true;
        foreach (var handoff in state.Handoffs) if (handoff.Root == root) return true;
        foreach (var action in state.Actions) if (action.Root == root && action.IsPending) return true;
        return false;
    }

    private static HashSet<long> OpenRoots(CustomerState state)
    {
        var roots = new HashSet<long>();
        foreach (var task in state.Tasks) roots.Add(task.Root);
        foreach (var handoff in state.Handoffs) roots.Add(handoff.Root);
        foreach (var action in state.Actions) if (action.IsPending) roots.Add(action.Root);
        return roots;
    }
}

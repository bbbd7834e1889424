using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Handoffs;

/// <summary>Handoffs as rows.</summary>
internal static class HandoffRecords
{
    public const string Waiting = "waiting";
    public const string Claimed = "claimed";
    public const string Resolved = "resolved";

    public static void Write(WriteUnit unit, string workspace, Event e, Decision decision, CustomerState before, CustomerState after)
    {
        foreach (var opened in decision.Handoffs) unit.Put(RowOf(workspace, e, opened));
        if (before.Handoffs == after.Handoffs) return;
        foreach (var known in before.Handoffs)
        {
            if (after.Handoffs.FirstOrDefault(h => h.Id == known.Id) is not { } still) unit.Put(Ended(workspace, e, known));
            else if (still != known) unit.Put(RowOf(workspace, e, still));
        }
    }

    private static HandoffRow Ended(string workspace, Event e, OpenHandoff handoff) => RowOf(workspace, e, handoff) with
    {
        Status = Resolved,
        Resolved = e.Received.ToUnix(),
        ResolvedBy = e.Actor.Name,
        ResolutionOutcome = e.Data.Text("outcome"),
        Answer = e.Data.Text("answer"),
        Note = e.Data.Text("note"),
    };

    private static HandoffRow RowOf(string workspace, Event e, OpenHandoff handoff) => new()
    {
        Workspace = workspace,
        Id = handoff.Id,
        Customer = e.Customer,
        Seq = handoff.Event,
        Status = handoff.Owner is null ? Waiting : Claimed,
        Queue = handoff.Queue,
        Priority = (int)handoff.Priority,
        Owner = handoff.Owner,
        Reason = handoff.Reason,
        Why = handoff.Rule,
        Asked = handoff.Cause.ToString(),
        Due = handoff.Due.ToUnix(),
        Opened = handoff.Opened.ToUnix(),
        Claimed = handoff.Claimed.ToUnix(),
        Action = handoff.Action,
        Note = e.Data.Text("note"),
        Task = handoff.Held is { } held ? held.Text("task") : null,
        Title = handoff.Title,
        LastSeq = e.Seq,
    };
}

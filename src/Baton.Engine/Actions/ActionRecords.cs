using System.Security.Cryptography;
using System.Text;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Actions;

/// <summary>Actions and the times at which they need a look again, as rows.</summary>
internal static class ActionRecords
{
    public const string Due = "action.due";
    public const string Lapse = "action.lapse";

    public static void Write(WriteUnit unit, string workspace, Event e, Decision decision, CustomerState before, CustomerState after)
    {
        foreach (var ruling in decision.Rulings)
        {
            var action = Find(after, ruling.Action) ?? Find(before, ruling.Action) ?? Evolution.Begin(e, ruling);
            unit.Put(RowOf(workspace, e, action, ruling, after.Id));
            Schedule(unit, workspace, after.Id, action.Proposal, ruling);
        }

        foreach (var change in decision.Changes)
        {
            unit.Change(workspace, change.Action, StatusName(change.Status), e.Type == EventTypes.ActionReported ? e.Data.Text("status") : null, e.Seq);
            if (change.Status != ActionStatus.Begun) unit.RemoveTimer(workspace, TimerId(change.Action)); // what has begun may still go unreported
        }

        // A channel told of a contact that was asked for before.
        if (e.Type == EventTypes.ContactSent && e.Data.Text("action") is { } told && Find(before, told) is { } was && Find(after, told) is { } now && was.Status != now.Status)
        {
            unit.Change(workspace, told, StatusName(now.Status), "done", e.Seq);
            unit.RemoveTimer(workspace, TimerId(told));
        }
    }

    /// <summary>The status as in JSON and in the database.</summary>
    public static string StatusName(ActionStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>Names what was asked, so that the same id with another body is noticed.</summary>
    public static string HashOf(Proposal proposal, string customer) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(customer + "\n" + ProposalJson.Write(proposal).GetRawText())).AsSpan(0, 16));

    private static ActionRecord? Find(CustomerState state, string id) => state.Actions.FirstOrDefault(a => a.Proposal.Id == id);

    private static ActionRow RowOf(string workspace, Event e, ActionRecord action, Ruling ruling, string customer) => new()
    {
        Workspace = workspace,
        Id = ruling.Action,
        BodyHash = HashOf(action.Proposal, customer),
        Seq = action.Seq,
        LastSeq = e.Seq,
        DecidedSeq = e.Seq,
        Agent = action.Proposal.Agent,
        Department = action.Department,
        Customer = customer,
        Kind = action.Proposal.Kind,
        Purpose = action.Proposal.Purpose,
        Verdict = ruling.Verdict.Name(),
        Status = StatusName(StatusOf(ruling.Verdict)),
        Rule = ruling.Rule?.ToString(),
        ReasonCode = ruling.ReasonCode,
        Reason = ruling.Reason,
        Until = ruling.Until.ToUnix(),
        Handoff = ruling.Handoff,
        Execute = action.Proposal.Execute == Executor.Baton ? "baton" : "self",
        PermitExpires = ruling.PermitExpires.ToUnix(),
        Asked = action.Asked.ToUnix(),
        Decided = e.Received.ToUnix(),
    };

    public static ActionStatus StatusOf(Verdict verdict) => verdict switch
    {
        Verdict.Allow => ActionStatus.Allowed,
        Verdict.Delay => ActionStatus.Delayed,
        Verdict.Escalate => ActionStatus.Escalated,
        _ => ActionStatus.Suppressed,
    };

    private static void Schedule(WriteUnit unit, string workspace, string customer, Proposal proposal, Ruling ruling)
    {
        var (kind, due) = ruling.Verdict switch
        {
            Verdict.Delay => (Due, ruling.Until),
            Verdict.Allow => (Lapse, ruling.PermitExpires),
            _ => (Due, null),
        };
        if (due is null) unit.RemoveTimer(workspace, TimerId(proposal.Id));
        else unit.Put(new TimerRow { Workspace = workspace, Id = TimerId(proposal.Id), Customer = customer, Due = due.Value.ToUnix(), Kind = kind, Ref = proposal.Id });
    }

    private static string TimerId(string action) => "action:" + action;
}

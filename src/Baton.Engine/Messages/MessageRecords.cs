using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Messages;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Messages;

/// <summary>Messages as rows, and the time at which each is over as a timer.</summary>
internal static class MessageRecords
{
    public const string Expiry = "message.expired";

    public static void Write(WriteUnit unit, string workspace, Event e, Decision decision, CustomerState before)
    {
        foreach (var change in decision.Messages)
        {
            if (e.Type == EventTypes.AgentMessageSent) Begin(unit, workspace, e, change);
            else unit.Update(Moved(workspace, e, change, before));
            if (change.Status == MessageStatus.Expired) Withdraw(unit, workspace, e, change);
            if (change.Status is not (MessageStatus.Queued or MessageStatus.Delivered)) unit.RemoveTimer(workspace, TimerId(change.Message));
        }
    }

    /// <summary>The status as in JSON and in the database.</summary>
    public static string StatusName(MessageStatus status) => status.ToString().ToLowerInvariant();

    private static void Begin(WriteUnit unit, string workspace, Event e, MessageChange change)
    {
        var message = AgentMessage.Read(e.Data);
        unit.Insert(new MessageRow
        {
            Workspace = workspace,
            Id = message.Id,
            Seq = e.Seq,
            Thread = message.Thread,
            Customer = e.Customer,
            Sender = message.From,
            Recipient = message.To,
            Agent = change.Agent,
            Priority = (int)message.Priority,
            Status = StatusName(change.Status),
            Text = message.Text,
            Data = message.Data?.GetRawText(),
            Task = change.Task,
            SenderTask = message.Task,
            Why = change.Why,
            Search = $"{message.From} {message.To} {message.Text}".ToLowerInvariant(),
            Sent = e.Received.ToUnix(),
            Expires = message.Expires.ToUnix(),
            Ended = change.IsEnd ? e.Received.ToUnix() : null,
            LastSeq = e.Seq,
        });
        if (!change.IsEnd) unit.Put(new TimerRow { Workspace = workspace, Id = TimerId(message.Id), Customer = e.Customer ?? CustomerState.OfWorkspace, Due = message.Expires.ToUnix(), Kind = Expiry, Ref = message.Id });
    }

    private static MessageRow Moved(string workspace, Event e, MessageChange change, CustomerState before)
    {
        var reply = change.Status == MessageStatus.Answered ? MessageReply.Of(e, Ended(e, before)) : null;
        return new MessageRow
        {
            Workspace = workspace,
            Id = change.Message,
            Seq = 0,
            Thread = "",
            Sender = "",
            Recipient = "",
            Text = "",
            Sent = 0,
            Expires = 0,
            Status = StatusName(change.Status),
            Agent = change.Agent,
            Task = change.Task,
            Handoff = change.Handoff,
            Why = change.Why,
            Reply = reply?.GetRawText(),
            ReplyBy = change.Status == MessageStatus.Answered ? e.Actor.ToString() : null,
            Search = MessageReply.TextOf(reply) is { } text ? " " + text.ToLowerInvariant() : "",
            Ended = change.Status == MessageStatus.Delivered ? null : e.Received.ToUnix(),
            LastSeq = e.Seq,
        };
    }

    private static OpenHandoff? Ended(Event e, CustomerState before) => e.Data.Text("handoff") is { } id ? before.Handoffs.FirstOrDefault(h => h.Id == id) : null;

    // Nobody waits for its result any more. One that is leased keeps its agent's name; the result is refused.
    private static void Withdraw(WriteUnit unit, string workspace, Event e, MessageChange change)
    {
        if (change.Task is null) return;
        unit.RemoveTimer(workspace, TaskClaim.TimerOf(change.Task));
        unit.Update(new TaskRow { Workspace = workspace, Id = change.Task, Agent = change.Agent ?? "", EventSeq = 0, Root = 0, Created = 0, Status = "cancelled", Finished = e.Received.ToUnix() });
    }

    private static string TimerId(string message) => "message:" + message;
}

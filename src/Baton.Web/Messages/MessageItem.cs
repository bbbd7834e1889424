using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Messages;
using Baton.Engine.Clocks;
using Baton.Engine.Messages;

namespace Baton.Web.Messages;

/// <summary>What one agent says to another.</summary>
/// <param name="Id">Names this message once and for all; sending it again sends nothing new. Left out, Baton makes one.</param>
/// <param name="From">Who sends it; an agent that is defined.</param>
/// <param name="To">For whom it is: an agent's name, <c>skill:&lt;name&gt;</c> or <c>department:&lt;name&gt;</c>.</param>
/// <param name="Priority"><c>low</c>, <c>normal</c>, <c>high</c> or <c>urgent</c>.</param>
/// <param name="Text">What is said.</param>
/// <param name="Data">Details, an object.</param>
/// <param name="Customer">Whom it is about, as <c>kind:value</c>; left out, the customer of the task or the thread, else nobody.</param>
/// <param name="Thread">The thread it goes on with, named by its first message.</param>
/// <param name="Task">The task on which the sender is at work: the message belongs to its chain and its thread.</param>
/// <param name="ExpiresIn">How long it is worth an answer, an ISO 8601 duration up to P30D; by default P1D.</param>
internal sealed record MessageRequest(string? Id, string From, string To, string? Priority, string Text, JsonElement? Data, string? Customer, string? Thread, string? Task, string? ExpiresIn);

/// <summary>The answer to a message.</summary>
/// <param name="By">Who gave it, as <c>agent:name</c> or <c>person:e-mail</c>.</param>
/// <param name="Text">Its words, when it has some.</param>
/// <param name="Output">All of it, as the agent handed it in.</param>
internal sealed record MessageReplyItem(string By, string? Text, JsonElement? Output);

/// <summary>A message as it stands now.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status"><c>queued</c>, <c>delivered</c> (its recipient has begun, or somebody who took over), <c>answered</c>, <c>failed</c> or <c>expired</c>.</param>
/// <param name="From">Who sent it.</param>
/// <param name="To">For whom it was written.</param>
/// <param name="Agent">The agent who has it; null when it reached nobody.</param>
/// <param name="Why">Why that agent, or why it failed.</param>
/// <param name="Priority"><c>low</c>, <c>normal</c>, <c>high</c> or <c>urgent</c>.</param>
/// <param name="Text">What is said.</param>
/// <param name="Data">Details.</param>
/// <param name="Customer">Baton's id of the customer.</param>
/// <param name="Thread">The first message of its thread.</param>
/// <param name="Task">The task with which it came to the agent.</param>
/// <param name="Handoff">The handoff in which a person looks, or looked, at it.</param>
/// <param name="Reply">The answer.</param>
/// <param name="Sent">When it was sent.</param>
/// <param name="Delivered">When the agent began with it.</param>
/// <param name="Expires">When its time is over.</param>
/// <param name="Ended">When it was answered, failed or expired.</param>
/// <param name="Seq">Its place in the log.</param>
internal sealed record MessageItem(
    string Id,
    string Status,
    string From,
    string To,
    string? Agent,
    string? Why,
    string Priority,
    string Text,
    JsonElement? Data,
    string? Customer,
    string Thread,
    string? Task,
    string? Handoff,
    MessageReplyItem? Reply,
    DateTimeOffset Sent,
    DateTimeOffset? Delivered,
    DateTimeOffset Expires,
    DateTimeOffset? Ended,
    long Seq)
{
    public static MessageItem Of(MessageView view)
    {
        var row = view.Row;
        return new(
            row.Id, view.Status, row.Sender, row.Recipient, row.Agent, row.Why, AgentMessage.PriorityName((Priority)row.Priority), row.Text, Json(row.Data), row.Customer, row.Thread, row.Task, row.Handoff,
            row.ReplyBy is { } by ? ReplyOf(by, Json(row.Reply)) : null, row.Sent.ToTime(), view.Begun.ToTime(), row.Expires.ToTime(), row.Ended.ToTime(), row.Seq);
    }

    private static MessageReplyItem ReplyOf(string by, JsonElement? output) => new(by, MessageReply.TextOf(output), output);

    private static JsonElement? Json(string? text) => text is null ? null : JsonElement.Parse(text);
}

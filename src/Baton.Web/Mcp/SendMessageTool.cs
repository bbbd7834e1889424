using System.Text.Json;
using Baton.Engine.Messages;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Messages;
using Baton.Web.Problems;
using ModelContextProtocol.Protocol;

namespace Baton.Web.Mcp;

/// <summary>Asks another agent.</summary>
internal sealed class SendMessageTool(MessageDesk desk) : IMcpTool
{
    public Tool Offer { get; } = new()
    {
        Name = "send_message",
        Title = "Write to another agent",
        Description = "Writes to another agent through Baton: to one by name, to any that has a skill, or to any of a department. The recipient gets a task about it, and its result is the answer. "
            + "The answer tells status (queued, delivered, answered, failed, expired) and, once answered, the reply. With wait you get the reply at once when it comes in time; to look again later call with the same id and the same arguments. "
            + "Agents that only answer each other are stopped, and a person is asked.",
        InputSchema = JsonElement.Parse("""
            { "type": "object", "required": ["from", "to", "text"], "additionalProperties": false, "properties": {
              "from": { "type": "string", "description": "Your name as an agent in Baton." },
              "to": { "type": "string", "description": "For whom: an agent's name, skill:<name> or department:<name>." },
              "text": { "type": "string", "description": "What you say. The recipient sees no conversation of yours, so say all it needs." },
              "priority": { "type": "string", "enum": ["low", "normal", "high", "urgent"], "default": "normal" },
              "data": { "type": "object", "description": "Details for the recipient." },
              "customer": { "type": "string", "description": "Whom it is about, as kind:value, for example email:ana@example.com." },
              "thread": { "type": "string", "description": "The thread it goes on with: the id of its first message." },
              "task": { "type": "string", "description": "The id of the task you are at work on, if it is one of Baton's." },
              "expiresIn": { "type": "string", "description": "How long it is worth an answer, an ISO 8601 duration up to P30D. Left out, P1D." },
              "wait": { "type": "integer", "minimum": 0, "maximum": 60, "default": 0, "description": "How many seconds to wait for the reply." },
              "id": { "type": "string", "description": "Your id of it: the same again sends nothing new and tells how it stands. Left out, one is made." } } }
            """),
        Annotations = new ToolAnnotations { ReadOnlyHint = false, DestructiveHint = false, OpenWorldHint = false },
    };

    public IReadOnlyList<string> AnyOf { get; } = [Scopes.Agent, Scopes.Act];

    public async Task<object> CallAsync(JsonElement arguments, Caller caller, CancellationToken cancel)
    {
        var (draft, wait) = Sent.Read(arguments, members => (MessageBody.Read(members), members.Whole("wait", 0, (int)MessageDesk.LongestWait.TotalSeconds) ?? 0));
        var (message, _) = await MessageEndpoints.SentAsync(draft, caller, desk);
        if (wait > 0) message = await desk.WaitAsync(caller.Workspace, message.Row.Id, TimeSpan.FromSeconds(wait), cancel) ?? message;
        return MessageItem.Of(message);
    }
}

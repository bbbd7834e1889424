using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Events;
using Baton.Core.Messages;
using Baton.Engine.Clocks;
using Baton.Engine.Messages;
using Baton.Web.Problems;

namespace Baton.Web.A2a;

/// <summary>How tasks are written in the two versions of A2A that are spoken: 1.0, and 0.3, which marks each object with its kind and writes states small.</summary>
/// <param name="IsOld">Whether it is 0.3.</param>
internal sealed record A2aDialect(bool IsOld)
{
    /// <summary>A message between agents as the task that A2A sees.</summary>
    public JsonObject Task(MessageView view)
    {
        var (row, reply) = (view.Row, view.Row.Reply is { } json ? JsonElement.Parse(json) : (JsonElement?)null);
        var status = new JsonObject { ["state"] = State(view), ["timestamp"] = ApiJson.Text((row.Ended ?? view.Begun ?? row.Sent).ToTime()) };
        if (row.Ended is not null && reply is null && row.Why is { } why) status["message"] = Said(row.Id + "-status", row, [Part(why)]);
        var task = new JsonObject { ["id"] = row.Id, ["contextId"] = row.Thread, ["status"] = status };
        if (reply is { } output) task["artifacts"] = new JsonArray(new JsonObject { ["artifactId"] = row.Id + "-reply", ["name"] = "reply", ["parts"] = new JsonArray([.. Parts(output)]) });
        task["metadata"] = new JsonObject { ["to"] = row.Recipient, ["agent"] = row.Agent, ["customer"] = row.Customer };
        if (IsOld) task["kind"] = "task";
        return task;
    }

    /// <summary>The answer to a message that was sent.</summary>
    public JsonNode Sent(MessageView view) => IsOld ? Task(view) : new JsonObject { ["task"] = Task(view) };

    /// <summary>The words and the details in the parts of a message; what is neither is refused.</summary>
    public static (string Text, JsonElement? Data, string? Fault) Read(JsonElement message)
    {
        var (words, data) = (new List<string>(), (JsonElement?)null);
        if (message.Member("parts") is not { ValueKind: JsonValueKind.Array } parts) return ("", null, "'message.parts' must be a list.");
        foreach (var part in parts.EnumerateArray())
        {
            if (part.Text("text") is { } text) words.Add(text);
            else if (part.Member("data") is { ValueKind: JsonValueKind.Object } details && data is null) data = details;
            else return ("", null, "A message to an agent has parts of text, and at most one of data, which is an object.");
        }

        return (words.Count > 0 ? string.Join("\n", words) : data?.GetRawText() ?? "", data, words.Count + (data is null ? 0 : 1) == 0 ? "'message.parts' is empty." : null);
    }

    private string State(MessageView view)
    {
        var state = view.Status switch
        {
            "queued" => "submitted",
            "delivered" => "working",
            "answered" => "completed",
            _ when view.Row.Agent is null => "rejected",
            _ => "failed",
        };
        return IsOld ? state : "TASK_STATE_" + state.ToUpperInvariant();
    }

    private JsonObject Said(string id, Engine.Storage.Rows.MessageRow row, JsonNode[] parts)
    {
        var said = new JsonObject { ["messageId"] = id, ["contextId"] = row.Thread, ["taskId"] = row.Id, ["role"] = IsOld ? "agent" : "ROLE_AGENT", ["parts"] = new JsonArray(parts) };
        if (IsOld) said["kind"] = "message";
        return said;
    }

    private IEnumerable<JsonNode> Parts(JsonElement output)
    {
        if (MessageReply.TextOf(output) is { } text) yield return Part(text);
        var data = new JsonObject { ["data"] = JsonNode.Parse(output.GetRawText()) };
        if (IsOld) data["kind"] = "data";
        yield return data;
    }

    private JsonObject Part(string text)
    {
        var part = new JsonObject { ["text"] = text };
        if (IsOld) part["kind"] = "text";
        return part;
    }
}

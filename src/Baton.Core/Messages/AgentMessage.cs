using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;

namespace Baton.Core.Messages;

/// <summary>What one agent says to another through Baton, as the log keeps it in the payload of <c>baton.message.sent</c>.</summary>
/// <param name="Id">The sender's id of it, unique in the workspace.</param>
/// <param name="From">Who sends it: an agent's name, or <c>key:</c> and the name of an API key for a program that is none.</param>
/// <param name="To">For whom it is: an agent's name, <c>skill:&lt;name&gt;</c> or <c>department:&lt;name&gt;</c>.</param>
/// <param name="Text">What is said.</param>
/// <param name="Expires">When it is not worth an answer any more, UTC.</param>
public sealed record AgentMessage(string Id, string From, string To, string Text, DateTimeOffset Expires)
{
    /// <summary>How urgent it is.</summary>
    public Priority Priority { get; init; } = Priority.Normal;

    /// <summary>Details, as an object.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>The thread it belongs to, named by its first message.</summary>
    public string Thread { get; init; } = Id;

    /// <summary>The task on which the sender is at work.</summary>
    public string? Task { get; init; }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static AgentMessage Read(JsonElement data)
    {
        var id = data.Text("message") ?? "";
        return new(id, data.Text("from") ?? "", data.Text("to") ?? "", data.Text("text") ?? "", data.Time("expires") ?? DateTimeOffset.MaxValue)
        {
            Priority = Enum.TryParse<Priority>(data.Text("priority"), ignoreCase: true, out var priority) ? priority : Priority.Normal,
            Data = data.Member("data"),
            Thread = data.Text("thread") ?? id,
            Task = data.Text("task"),
        };
    }

    /// <summary>The payload.</summary>
    public JsonElement Write() => Payload.Of(json =>
    {
        json.WriteString("message", Id);
        json.WriteString("from", From);
        json.WriteString("to", To);
        json.WriteString("priority", PriorityName(Priority));
        json.WriteString("text", Text);
        if (Data is { ValueKind: JsonValueKind.Object } data)
        {
            json.WritePropertyName("data");
            data.WriteTo(json);
        }

        json.WriteString("thread", Thread);
        if (Task is not null) json.WriteString("task", Task);
        json.WriteString("expires", Expires);
    });

    /// <summary>A priority as in JSON.</summary>
    public static string PriorityName(Priority priority) => priority switch
    {
        Priority.Low => "low",
        Priority.High => "high",
        Priority.Urgent => "urgent",
        _ => "normal",
    };
}

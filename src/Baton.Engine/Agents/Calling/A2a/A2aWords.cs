using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Engine.Agents.Calling.A2a;

/// <summary>The words of a version of A2A: methods, and what a message looks like.</summary>
internal sealed record A2aWords(string Send, string Get, string Cancel, bool IsFirst)
{
    private static readonly A2aWords One = new("SendMessage", "GetTask", "CancelTask", IsFirst: false);
    private static readonly A2aWords First = new("message/send", "tasks/get", "tasks/cancel", IsFirst: true);

    public static A2aWords Of(A2aInterface at) => at.IsFirst ? First : One;

    /// <summary>The parameters with which a task is sent. The agent is asked to answer at once with its task rather than to keep Baton waiting.</summary>
    public JsonElement SendParams(A2aInterface at, string messageId, string contextId, string? text, JsonElement briefing, bool isTrial) => Payload.Of(json =>
    {
        if (at.Tenant is { } tenant) json.WriteString("tenant", tenant);
        json.WriteStartObject("message");
        if (IsFirst) json.WriteString("kind", "message");
        json.WriteString("messageId", messageId);
        json.WriteString("contextId", contextId);
        json.WriteString("role", IsFirst ? "user" : "ROLE_USER");
        json.WriteStartArray("parts");
        if (text is not null)
        {
            Begin(json, "text");
            json.WriteString("text", text);
            json.WriteEndObject();
        }

        Begin(json, "data");
        json.WritePropertyName("data");
        briefing.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("configuration");
        json.WriteStartArray("acceptedOutputModes");
        json.WriteStringValue("application/json");
        json.WriteStringValue("text/plain");
        json.WriteEndArray();
        json.WriteBoolean(IsFirst ? "blocking" : "returnImmediately", !IsFirst);
        json.WriteEndObject();
        if (!isTrial) return;
        json.WriteStartObject("metadata");
        json.WriteBoolean("baton/trial", true);
        json.WriteEndObject();
    });

    /// <summary>The parameters that name a task.</summary>
    public static JsonElement TaskParams(A2aInterface at, string task) => Payload.Of(json =>
    {
        if (at.Tenant is { } tenant) json.WriteString("tenant", tenant);
        json.WriteString("id", task);
    });

    private void Begin(Utf8JsonWriter json, string kind)
    {
        json.WriteStartObject();
        if (IsFirst) json.WriteString("kind", kind);
    }
}

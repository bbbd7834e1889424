using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;

namespace Baton.Engine.Agents.Calling;

/// <summary>Puts together what an agent may see of a task: the event, and what its declared context adds. Nothing else leaves Baton.</summary>
internal static class Briefings
{
    /// <summary>The briefing of a task.</summary>
    public static JsonElement Of(AgentWork work, int attempt) => Payload.Of(json =>
    {
        json.WriteStartObject("task");
        json.WriteString("id", work.TaskId);
        json.WriteNumber("attempt", attempt);
        json.WriteEndObject();
        Write(json, "event", work.Trigger);
    });

    private static void Write(Utf8JsonWriter json, string name, Event e)
    {
        json.WriteStartObject(name);
        json.WriteString("type", e.Type);
        json.WriteString("time", e.Time);
        if (e.Text is { } text) json.WriteString("text", text);
        if (e.Data.ValueKind != JsonValueKind.Undefined)
        {
            json.WritePropertyName("data");
            e.Data.WriteTo(json);
        }

        json.WriteEndObject();
    }
}

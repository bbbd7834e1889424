using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Engine.Agents.Calling.Mcp;

/// <summary>
/// Fills a tool's arguments from what an agent may see: a text that is nothing but <c>{{event.data.amount}}</c> becomes that value, of whatever type; in a longer text
/// the value stands as text. What is not there is null, or nothing.
/// </summary>
internal static class ArgumentTemplate
{
    /// <summary>The arguments.</summary>
    public static JsonElement Fill(JsonElement template, JsonElement briefing) => JsonSerializer.SerializeToElement(Filled(template, briefing));

    private static JsonNode? Filled(JsonElement value, JsonElement briefing) => value.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(value.EnumerateObject().Select(m => KeyValuePair.Create(m.Name, Filled(m.Value, briefing)))),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(v => Filled(v, briefing))]),
        JsonValueKind.String => Filled(value.GetString()!, briefing),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(value),
    };

    private static JsonNode? Filled(string text, JsonElement briefing)
    {
        if (Variables.Alone(text) is not { } path) return JsonValue.Create(Variables.Fill(text, briefing));
        return Variables.Find(briefing, path) is { } value ? JsonNode.Parse(value.GetRawText()) : null;
    }
}

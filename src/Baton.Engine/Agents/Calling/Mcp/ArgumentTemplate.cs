using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Baton.Engine.Agents.Calling.Mcp;

/// <summary>
/// Fills a tool's arguments from what an agent may see: a text that is nothing but <c>{{event.data.amount}}</c> becomes that value, of whatever type; in a longer text
/// the value stands as text. What is not there is null, or nothing.
/// </summary>
internal static partial class ArgumentTemplate
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
        if (Alone().Match(text) is { Success: true } alone) return ValueOf(briefing, alone.Groups["path"].Value) is { } value ? JsonNode.Parse(value.GetRawText()) : null;
        return JsonValue.Create(Within().Replace(text, found => ValueOf(briefing, found.Groups["path"].Value) is not { } value ? ""
            : value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()));
    }

    // Members by name, items of lists by number.
    private static JsonElement? ValueOf(JsonElement value, string path)
    {
        foreach (var part in path.Split('.'))
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(part, out var member)) value = member;
            else if (value.ValueKind == JsonValueKind.Array && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < value.GetArrayLength()) value = value[index];
            else return null;
        }

        return value.ValueKind == JsonValueKind.Null ? null : value;
    }

    [GeneratedRegex(@"^\{\{\s*(?<path>[^{}\s]+)\s*\}\}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alone();

    [GeneratedRegex(@"\{\{\s*(?<path>[^{}\s]+)\s*\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Within();
}

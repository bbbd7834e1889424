using System.Text.Json;

namespace Baton.Engine.Agents.Calling;

/// <summary>Makes one output of what agents of other protocols answer: texts and data.</summary>
internal static class SpokenOutput
{
    /// <summary>The one object that was answered, as data or as a text that is JSON; or else <c>{ "text": …, "data": […] }</c>.</summary>
    public static JsonElement Of(string text, IReadOnlyList<JsonElement> data)
    {
        if (data is [{ ValueKind: JsonValueKind.Object } only]) return only;
        if (data.Count == 0 && Object(text) is { } json) return json;
        var all = new Dictionary<string, object>(StringComparer.Ordinal);
        if (text.Length > 0 || data.Count == 0) all["text"] = text;
        if (data.Count > 0) all["data"] = data;
        return JsonSerializer.SerializeToElement(all);
    }

    private static JsonElement? Object(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{")) return null;
        try
        {
            return JsonElement.Parse(text) is { ValueKind: JsonValueKind.Object } json ? json : null;
        }
        catch (JsonException)
        {
            return null; // it only begins like one
        }
    }
}

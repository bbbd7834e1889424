using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Baton.Engine.Agents.Calling;

/// <summary>Values of a briefing where <c>{{customer.plan}}</c> names them: members by name, items of lists by number.</summary>
internal static partial class Variables
{
    /// <summary>Puts the values into a text: texts stand as they are, all else as JSON, and what is not there as nothing.</summary>
    /// <param name="template">The text.</param>
    /// <param name="briefing">Where the values are.</param>
    /// <param name="missing">Told of each path that leads nowhere.</param>
    public static string Fill(string template, JsonElement briefing, Action<string>? missing = null) => Variable().Replace(template, match =>
    {
        var path = match.Groups["path"].Value;
        if (Find(briefing, path) is { } value) return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        missing?.Invoke(path);
        return "";
    });

    /// <summary>The path of a text that is nothing but a variable; null when it is more, or less.</summary>
    public static string? Alone(string text) => Variable().Match(text) is { Success: true } match && match.Length == text.Length ? match.Groups["path"].Value : null;

    /// <summary>The value at a path; null when there is none.</summary>
    public static JsonElement? Find(JsonElement value, string path)
    {
        foreach (var part in path.Split('.'))
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(part, out var member)) value = member;
            else if (value.ValueKind == JsonValueKind.Array && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < value.GetArrayLength()) value = value[index];
            else return null;
        }

        return value.ValueKind == JsonValueKind.Null ? null : value;
    }

    [GeneratedRegex(@"\{\{\s*(?<path>[^{}\s]+)\s*\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Core.Events;

namespace Baton.Engine.Agents.Calling.Llm;

/// <summary>An agent's instructions with the values of its briefing in them.</summary>
/// <param name="Text">What the model is told.</param>
/// <param name="Missing">Variables that the briefing lacks; they became empty.</param>
internal sealed partial record Instructions(string Text, ImmutableArray<string> Missing)
{
    /// <summary>Puts values for <c>{{customer.plan}}</c>: members by name, items of lists by number. Texts stand as they are, all else as JSON.</summary>
    public static Instructions Of(string template, JsonElement briefing)
    {
        var missing = new List<string>();
        var text = Variable().Replace(template, match =>
        {
            var path = match.Groups["path"].Value;
            if (Find(briefing, path) is { } value) return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
            if (!missing.Contains(path, StringComparer.Ordinal)) missing.Add(path);
            return "";
        });
        return new Instructions(text, [.. missing]);
    }

    /// <summary>For the task's page: what the instructions wanted and did not get.</summary>
    public string? Remark => Missing.IsEmpty ? null : $"The instructions name {string.Join(", ", Missing)}, which the briefing does not have.";

    private static JsonElement? Find(JsonElement briefing, string path)
    {
        JsonElement? value = briefing;
        foreach (var name in path.Split('.'))
        {
            value = value is { ValueKind: JsonValueKind.Array } list
                ? int.TryParse(name, out var at) && at < list.GetArrayLength() ? list[at] : null
                : value?.Member(name);
        }

        return value is { ValueKind: JsonValueKind.Null } ? null : value;
    }

    [GeneratedRegex(@"\{\{\s*(?<path>[A-Za-z0-9_][A-Za-z0-9_.\-]*)\s*\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}

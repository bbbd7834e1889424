using System.Globalization;
using System.Text.Json;
using Baton.Core.Events;
using Baton.Web.Agents.Editing;

namespace Baton.Web.Agents;

/// <summary>What was sent to an agent, in parts that people can read: long texts as they are, with their lines; all else as JSON.</summary>
internal static class SentParts
{
    private const int Short = 120;

    public static IReadOnlyList<(string Name, string Text)> Of(JsonElement sent)
    {
        if (sent.ValueKind != JsonValueKind.Object) return [("", Typed.Of(sent))];
        var rest = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var parts = new List<(string Name, string Text)>();
        foreach (var member in sent.EnumerateObject())
        {
            if (IsLong(member.Value)) parts.Add((member.Name, member.Value.GetString()!));
            else if (member.Value.ValueKind == JsonValueKind.Array && member.Value.EnumerateArray().Any(HasLong)) parts.AddRange(member.Value.EnumerateArray().Select((item, i) => (NameOf(member.Name, item, i), TextOf(item))));
            else rest.Add(member.Name, member.Value);
        }

        return rest.Count == 0 ? parts : [("", Typed.Of(JsonSerializer.SerializeToElement(rest))), .. parts];
    }

    private static bool IsLong(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString() is { } text && (text.Length > Short || text.Contains('\n', StringComparison.Ordinal));

    private static bool HasLong(JsonElement item) => item.ValueKind == JsonValueKind.Object && item.EnumerateObject().Any(m => IsLong(m.Value));

    private static string NameOf(string list, JsonElement item, int index) => string.Create(CultureInfo.InvariantCulture, $"{list} {index + 1}") + (item.Text("role") is { } role ? $" ({role})" : "");

    // The long text alone where the item has nothing else but who says it.
    private static string TextOf(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.EnumerateObject().Where(m => m.Name != "role").ToList() is [{ Value: var only }] && only.ValueKind == JsonValueKind.String ? only.GetString()! : Typed.Of(item);
}

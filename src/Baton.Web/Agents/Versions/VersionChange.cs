using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Web.Agents.Defining;
using Baton.Web.Problems;

namespace Baton.Web.Agents.Versions;

/// <summary>One member of a definition that is otherwise in the next version.</summary>
/// <param name="Member">Its path, as in the API: <c>llm.model</c>.</param>
/// <param name="Before">What it was; long texts are cut.</param>
/// <param name="After">What it is.</param>
public sealed record VersionChange(string Member, string Before, string After)
{
    private const int Longest = 120;

    private static readonly HashSet<string> NotOfADefinition = new(["version", "paused", "state"], StringComparer.Ordinal);

    private static readonly JsonSerializerOptions AsInTheApi = Written();

    /// <summary>What changed from one definition to another, in the order of the API.</summary>
    public static IReadOnlyList<VersionChange> Between(AgentDefinition before, AgentDefinition after)
    {
        var changes = new List<VersionChange>();
        Compare("", Of(before), Of(after), changes);
        return changes;
    }

    private static void Compare(string path, JsonNode? before, JsonNode? after, List<VersionChange> changes)
    {
        if (JsonNode.DeepEquals(before, after)) return;
        if (path.Count(c => c == '.') < 2 && before is JsonObject or null && after is JsonObject or null && (before ?? after) is JsonObject)
        {
            var (one, other) = (before as JsonObject ?? [], after as JsonObject ?? []);
            foreach (var name in one.Select(m => m.Key).Union(other.Select(m => m.Key), StringComparer.Ordinal)) Compare(path.Length == 0 ? name : $"{path}.{name}", one[name], other[name], changes);
            return;
        }

        changes.Add(new VersionChange(path, Say(before), Say(after)));
    }

    private static string Say(JsonNode? value) => value switch
    {
        null => "nothing",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => Cut(text.GetValue<string>()),
        _ => Cut(value.ToJsonString(AsInTheApi)),
    };

    private static string Cut(string text) => text.Length <= Longest ? text : text[..(Longest - 1)] + "…";

    private static JsonObject Of(AgentDefinition agent)
    {
        var json = JsonSerializer.SerializeToNode(AgentItem.Of(agent), AsInTheApi)!.AsObject();
        foreach (var name in NotOfADefinition) json.Remove(name);
        return json;
    }

    private static JsonSerializerOptions Written()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ApiJson.Set(options);
        return options;
    }
}

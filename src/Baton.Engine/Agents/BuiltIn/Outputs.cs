using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Engine.Agents.BuiltIn;

/// <summary>Outputs of built-in agents as JSON.</summary>
internal static class Outputs
{
    public static JsonElement Of(params (string Name, JsonNode? Value)[] members)
    {
        var json = new JsonObject();
        foreach (var (name, value) in members) if (value is not null) json[name] = value;
        return JsonSerializer.SerializeToElement(json);
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Core.Timeline;

namespace Baton.Core.Tools;

/// <summary>Tools as the log and the registry keep them.</summary>
public static class ToolJson
{
    private static readonly JsonSerializerOptions Options = new(LogJson.Compact) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>The definition as JSON.</summary>
    public static JsonElement Write(ToolDefinition tool) => JsonSerializer.SerializeToElement(tool, Options);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ToolDefinition Read(JsonElement json) => json.Deserialize<ToolDefinition>(Options) ?? throw new JsonException("A tool's definition is an object.");

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ToolDefinition Read(string json) => Read(JsonElement.Parse(json));
}

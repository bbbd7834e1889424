using System.Text;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Tools;

namespace Baton.Web.Tools;

/// <summary>Tools in words, as the page shows them.</summary>
internal static class ToolWords
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What a tool is made of.</summary>
    public static string Kind(ToolKind kind) => kind switch
    {
        ToolKind.Http => "Web address",
        ToolKind.Mcp => "MCP server",
        _ => "Baton's own",
    };

    /// <summary>What it leads to, short.</summary>
    public static string Target(ToolDefinition tool) => tool switch
    {
        { Http: { } call } => $"{call.Method} {call.Address}",
        { Mcp: { } mcp } => $"{mcp.Tool} of {mcp.Server}",
        _ => "",
    };

    /// <summary>The agents that may use a tool, by name; a grant that only lets them read is no use where the tool writes.</summary>
    public static IReadOnlyList<string> Holders(ToolDefinition tool, IEnumerable<AgentDefinition> agents) =>
        [.. agents.Where(a => !a.Tools.IsDefault && a.Tools.Any(g => (g.Write || !tool.Writes) && g.Names(tool.Name))).Select(a => a.Name).Order(StringComparer.Ordinal)];

    /// <summary>JSON with line breaks.</summary>
    public static string Pretty(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? "" : JsonSerializer.Serialize(json, Readable);

    /// <summary>Arguments to begin a try with: each that is needed, empty.</summary>
    public static string Blank(JsonElement schema)
    {
        var needed = schema.Member("required") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(r => r.GetString() ?? "").ToList() : [];
        var text = new StringBuilder("{");
        foreach (var (i, name) in needed.Index())
        {
            var type = schema.Member("properties")?.Member(name)?.Text("type");
            text.Append(i == 0 ? "\n" : ",\n").Append("  ").Append(JsonSerializer.Serialize(name)).Append(": ").Append(type switch { "integer" or "number" => "0", "boolean" => "false", "array" => "[]", "object" => "{}", _ => "\"\"" });
        }

        return text.Append(needed.Count > 0 ? "\n}" : "}").ToString();
    }
}

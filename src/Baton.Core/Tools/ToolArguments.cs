using System.Text.Json;

namespace Baton.Core.Tools;

/// <summary>Whether arguments are as a tool's schema says.</summary>
public static class ToolArguments
{
    /// <summary>What is wrong with them; null when nothing is.</summary>
    public static string? FaultOf(ToolDefinition tool, JsonElement arguments)
    {
        if (arguments.ValueKind != JsonValueKind.Object) return "They must be an object";
        if (tool.Arguments.ValueKind != JsonValueKind.Object || !tool.Arguments.TryGetProperty("required", out var required)) return null;
        var missing = required.EnumerateArray().Select(r => r.GetString()!).Where(name => !arguments.TryGetProperty(name, out _)).ToList();
        return missing.Count == 0 ? null : $"Missing: {string.Join(", ", missing)}";
    }
}

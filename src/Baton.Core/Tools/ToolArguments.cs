using System.Text.Json;
using Baton.Core.Policies;
using Baton.Core.Schemas;

namespace Baton.Core.Tools;

/// <summary>Whether arguments are as a tool's schema says.</summary>
public static class ToolArguments
{
    private const int MostFaults = 5;

    /// <summary>What is wrong with them; null when nothing is.</summary>
    public static string? FaultOf(ToolDefinition tool, JsonElement arguments)
    {
        if (arguments.ValueKind != JsonValueKind.Object) return "They must be an object.";
        if (tool.Arguments.ValueKind == JsonValueKind.Undefined) return null;
        var faults = new List<Fault>();
        if (JsonSchema.Read(tool.Arguments, faults) is not { } schema) return $"The tool's own schema cannot be used: {faults[0].Detail}";
        var wrong = schema.Validate(arguments, MostFaults);
        return wrong.Count == 0 ? null : SchemaFault.Say(wrong);
    }
}

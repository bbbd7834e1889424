using System.Collections.Immutable;
using System.Text.Json;

namespace Baton.Engine.Agents.Calling.Llm;

/// <summary>An agent's instructions with the values of its briefing in them.</summary>
/// <param name="Text">What the model is told.</param>
/// <param name="Missing">Variables that the briefing lacks; they became empty.</param>
internal sealed record Instructions(string Text, ImmutableArray<string> Missing)
{
    /// <summary>Puts the values in.</summary>
    public static Instructions Of(string template, JsonElement briefing)
    {
        var missing = new List<string>();
        var text = Variables.Fill(template, briefing, missing.Add);
        return new Instructions(text, [.. missing.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>For the task's page: what the instructions wanted and did not get.</summary>
    public string? Remark => Missing.IsEmpty ? null : $"The instructions name {string.Join(", ", Missing)}, which the briefing does not have.";
}

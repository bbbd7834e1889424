using System.Collections.Frozen;
using System.Text.Json;

namespace Baton.Core.Agents;

/// <summary>Kinds of agents by the names that the contract gives them.</summary>
public static class AgentKinds
{
    private static readonly FrozenDictionary<string, AgentKind> ByName = Enum.GetValues<AgentKind>().ToFrozenDictionary(Name, StringComparer.Ordinal);

    /// <summary>Every name: <c>built-in</c>, <c>pull</c>, <c>llm</c>, <c>http</c>, <c>mcp</c>, <c>a2a</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<AgentKind>().Select(Name)];

    /// <summary>The kind's name.</summary>
    public static string Name(this AgentKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <summary>Reads what <see cref="Name"/> wrote; null when it is no kind.</summary>
    public static AgentKind? Parse(string? name) => name is not null && ByName.TryGetValue(name, out var kind) ? kind : null;
}

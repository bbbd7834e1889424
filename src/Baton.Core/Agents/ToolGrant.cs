using System.Text.Json;

namespace Baton.Core.Agents;

/// <summary>That an agent may use a tool.</summary>
public sealed record ToolGrant
{
    /// <summary>The tool's name in the workspace's registry; a trailing <c>*</c> matches any ending.</summary>
    public required string Tool { get; init; }

    /// <summary>Only when this holds, in the policy's condition language, on the customer and the event of the task; null for always.</summary>
    public JsonElement? When { get; init; }

    /// <summary>Whether it may also use it to change something; otherwise only tools that read.</summary>
    public bool Write { get; init; }

    /// <summary>How often within <see cref="Per"/>, over all its tasks; null for as often as it likes.</summary>
    public int? Max { get; init; }

    /// <summary>The time in which <see cref="Max"/> counts; 1 second to 31 days.</summary>
    public TimeSpan Per { get; init; } = TimeSpan.FromHours(1);
}

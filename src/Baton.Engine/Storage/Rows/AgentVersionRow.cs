namespace Baton.Engine.Storage.Rows;

/// <summary>One definition of an agent, as it was made. Never changed: tasks name the version that they began with.</summary>
public sealed record AgentVersionRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>The agent's name.</summary>
    public required string Name { get; init; }

    /// <summary>Counts the agent's definitions, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The whole definition as JSON.</summary>
    public required string Definition { get; init; }

    /// <summary>Who made it.</summary>
    public required string Author { get; init; }

    /// <summary>Why, in that person's words.</summary>
    public string? Note { get; init; }

    /// <summary>When, unix ms.</summary>
    public required long Made { get; init; }
}

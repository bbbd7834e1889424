namespace Baton.Engine.Storage.Rows;

/// <summary>A worker with a role, as defined.</summary>
public sealed record AgentRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Name, unique in the workspace.</summary>
    public required string Name { get; init; }

    /// <summary>The department it acts for.</summary>
    public required string Department { get; init; }

    /// <summary>Kind: built-in, LLM, HTTP, pull.</summary>
    public required string Kind { get; init; }

    /// <summary>The whole definition as JSON.</summary>
    public required string Definition { get; init; }

    /// <summary>Paused by a person: it is given no tasks.</summary>
    public bool Paused { get; init; }

    /// <summary>Counts its definitions, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>When it was last defined, unix ms.</summary>
    public required long Updated { get; init; }
}

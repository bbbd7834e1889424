namespace Baton.Engine.Storage.Rows;

/// <summary>One thing that an agent noted about a customer.</summary>
public sealed record MemoryRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>The agent that noted it.</summary>
    public required string Agent { get; init; }

    /// <summary>The customer it is about.</summary>
    public required string Customer { get; init; }

    /// <summary>What the agent calls it.</summary>
    public required string Name { get; init; }

    /// <summary>It as JSON.</summary>
    public required string Value { get; init; }

    /// <summary>The place in the log of the result that noted it.</summary>
    public required long Seq { get; init; }
}

namespace Baton.Engine.Storage.Rows;

/// <summary>What a model wrote of a case.</summary>
public sealed record CaseBriefRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>The handoff's id.</summary>
    public required string Handoff { get; init; }

    /// <summary>Seq of the last event that it takes into account.</summary>
    public required long Upto { get; init; }

    /// <summary>The agent that wrote it.</summary>
    public required string Agent { get; init; }

    /// <summary>The claims with the seqs they rest on, as JSON; empty when the agent failed.</summary>
    public required string Lines { get; init; }

    /// <summary>How many claims were dropped, since they name no event of the case.</summary>
    public int Dropped { get; init; }

    /// <summary>Why there are none; null when there are.</summary>
    public string? Fault { get; init; }

    /// <summary>When it was made, unix ms.</summary>
    public required long Made { get; init; }
}

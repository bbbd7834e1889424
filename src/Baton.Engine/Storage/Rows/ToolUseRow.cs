namespace Baton.Engine.Storage.Rows;

/// <summary>That an agent used a tool, or was denied it.</summary>
public sealed record ToolUseRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>The id of its event.</summary>
    public required string Id { get; init; }

    /// <summary>The place in the log of its event.</summary>
    public required long Seq { get; init; }

    /// <summary>The agent.</summary>
    public required string Agent { get; init; }

    /// <summary>The tool.</summary>
    public required string Tool { get; init; }

    /// <summary>When, unix ms.</summary>
    public required long At { get; init; }

    /// <summary>Whether it was denied.</summary>
    public bool Denied { get; init; }

    /// <summary>Whether it was let and failed.</summary>
    public bool Failed { get; init; }

    /// <summary>What it cost, in the workspace's currency.</summary>
    public double Cost { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public double DurationMs { get; init; }
}

namespace Baton.Engine.Storage.Rows;

/// <summary>What a supervisor thought of a resolved handoff. Times are unix milliseconds, UTC.</summary>
public sealed record ReviewRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>The handoff.</summary>
    public required string Handoff { get; init; }

    /// <summary>E-mail of who reviewed it.</summary>
    public required string Reviewer { get; init; }

    /// <summary>Seq of the event that says it.</summary>
    public required long Seq { get; init; }

    /// <summary>The queue in which the handoff was.</summary>
    public required string Queue { get; init; }

    /// <summary>E-mail of who had resolved it.</summary>
    public required string Person { get; init; }

    /// <summary>When it was reviewed.</summary>
    public required long At { get; init; }

    /// <summary>The mean of the scores, 1 to 5.</summary>
    public required double Mean { get; init; }

    /// <summary>The scores by criterion, as a JSON object.</summary>
    public required string Scores { get; init; }

    /// <summary>What the reviewer wrote.</summary>
    public string? Note { get; init; }
}

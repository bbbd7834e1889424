namespace Baton.Engine.Storage.Rows;

/// <summary>Something worth an alert.</summary>
public sealed record AlertNoticeRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Seq of the event that says it.</summary>
    public required long Seq { get; init; }

    /// <summary><c>warning</c>, <c>breach</c> or <c>agent</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The queue of the handoff.</summary>
    public string? Queue { get; init; }

    /// <summary>The handoff.</summary>
    public string? Handoff { get; init; }

    /// <summary>When, unix milliseconds, UTC.</summary>
    public required long At { get; init; }

    /// <summary>What happened, in one sentence.</summary>
    public required string Sentence { get; init; }
}

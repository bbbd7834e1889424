namespace Baton.Engine.Storage.Rows;

/// <summary>What a person left in a case that is open.</summary>
public sealed record VisitRow
{
    /// <summary>The workspace.</summary>
    public required string Workspace { get; init; }

    /// <summary>The handoff.</summary>
    public required string Handoff { get; init; }

    /// <summary>E-mail of the person.</summary>
    public required string Person { get; init; }

    /// <summary>When they were last at it, unix ms.</summary>
    public required long Seen { get; init; }

    /// <summary>What they wrote to the customer and did not send.</summary>
    public string? Text { get; init; }

    /// <summary>The note that they wrote for colleagues and did not send.</summary>
    public string? Note { get; init; }
}

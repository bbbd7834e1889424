namespace Baton.Engine.Storage.Rows;

/// <summary>A place from which a person works: an open browser, or a program that speaks for them for a while.</summary>
public sealed record SeatRow
{
    /// <summary>The workspace.</summary>
    public required string Workspace { get; init; }

    /// <summary>Names the place.</summary>
    public required string Id { get; init; }

    /// <summary>E-mail of the person.</summary>
    public required string Person { get; init; }

    /// <summary>The node that serves the browser; 0 where there is only one.</summary>
    public long Node { get; init; }

    /// <summary>Since when the person is here, over page loads, unix ms.</summary>
    public long Began { get; init; }

    /// <summary>Until when a program said that the person is here, unix ms; null for a browser.</summary>
    public long? Until { get; init; }

    /// <summary>When the browser was lost, unix ms; null while it is there.</summary>
    public long? Gone { get; init; }

    /// <summary>The handoff that is looked at.</summary>
    public string? Handoff { get; init; }

    /// <summary>Whether an answer is being typed there.</summary>
    public bool Typing { get; init; }
}

namespace Baton.Engine.Handoffs.Wall;

/// <summary>What figures know of a handoff. Times are unix milliseconds, UTC.</summary>
public sealed record WallCase
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands: <c>waiting</c>, <c>claimed</c>, <c>resolved</c> or another state of handoffs.</summary>
    public required string Status { get; init; }

    /// <summary>The queue it is in.</summary>
    public required string Queue { get; init; }

    /// <summary>The customer's id; null when it is about none.</summary>
    public string? Customer { get; init; }

    /// <summary>E-mail of who has it, or of who ended it.</summary>
    public string? Person { get; init; }

    /// <summary>Why it came to a person.</summary>
    public required string Cause { get; init; }

    /// <summary>The rule that asked for a person, as <c>kind:id</c>.</summary>
    public string? Rule { get; init; }

    /// <summary>The agent after which it came to people; null when none was at work on it.</summary>
    public string? Agent { get; init; }

    /// <summary>The event with which its chain began; 0 when that is in the archive.</summary>
    public long Root { get; init; }

    /// <summary>Whether that was a customer's message.</summary>
    public bool FromMessage { get; init; }

    /// <summary>When it was opened.</summary>
    public required long Opened { get; init; }

    /// <summary>When a person should have taken it.</summary>
    public long? Due { get; init; }

    /// <summary>When a person took it.</summary>
    public long? Claimed { get; init; }

    /// <summary>When it ended; null while it is open.</summary>
    public long? Resolved { get; init; }

    /// <summary>How it ended.</summary>
    public string? Outcome { get; init; }

    /// <summary>When it was taken, or ended without being taken.</summary>
    public long? Taken => Claimed ?? Resolved;

    /// <summary>How long it waited for a person, in milliseconds.</summary>
    public long? Wait => Taken - Opened;

    /// <summary>How long a person had it, in milliseconds.</summary>
    public long? Handled => Claimed is null ? null : Resolved - Claimed;
}

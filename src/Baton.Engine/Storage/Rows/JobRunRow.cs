namespace Baton.Engine.Storage.Rows;

/// <summary>One run of a job. Jobs serve the whole installation, so it names no workspace.</summary>
public sealed record JobRunRow
{
    /// <summary>Ascending in the order in which runs ended; 0 before it is written.</summary>
    public long Id { get; init; }

    /// <summary>Name of the job.</summary>
    public required string Job { get; init; }

    /// <summary>When it began by the app's clock, unix ms.</summary>
    public required long Started { get; init; }

    /// <summary>How long it took in real milliseconds.</summary>
    public required long Milliseconds { get; init; }

    /// <summary>Whether it failed.</summary>
    public required bool Failed { get; init; }

    /// <summary>What it did, or why it failed, in words.</summary>
    public required string Result { get; init; }

    /// <summary>E-mail of the person who ran it; null when its schedule did.</summary>
    public string? Person { get; init; }
}

namespace Baton.Engine.Chaos;

/// <summary>How far a replay of recorded traffic is.</summary>
public enum LoadState
{
    /// <summary>It sends.</summary>
    Running,

    /// <summary>Everything was sent.</summary>
    Finished,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,

    /// <summary>It could not go on.</summary>
    Failed,

    /// <summary>Baton was restarted meanwhile.</summary>
    Interrupted,
}

/// <summary>A replay of recorded traffic, under way or over.</summary>
public sealed record LoadRun
{
    /// <summary>Its id; every row of the log that follows from it carries it as its run.</summary>
    public required string Id { get; init; }

    /// <summary>What it sends, in words.</summary>
    public required string What { get; init; }

    /// <summary>Who began it, as actors are written.</summary>
    public required string By { get; init; }

    /// <summary>When, by the app's clock.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>The place in the log where it began: all its rows come after.</summary>
    public required long Seq { get; init; }

    /// <summary>When it was over, by the app's clock.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>How far it is.</summary>
    public LoadState State { get; init; }

    /// <summary>Why it is over, when there is more to say.</summary>
    public string? Why { get; init; }

    /// <summary>How much of the period is behind it, 0 to 1.</summary>
    public double Progress { get; init; }

    /// <summary>Events sent, each counted once however often it was tried.</summary>
    public long Sent { get; init; }

    /// <summary>Events that Baton said are durable.</summary>
    public long Acknowledged { get; init; }

    /// <summary>How often the intake said that it is full (429).</summary>
    public long TooFast { get; init; }

    /// <summary>How often the log could not be written (503).</summary>
    public long Unavailable { get; init; }

    /// <summary>Events of the period that are about no customer and so are left out.</summary>
    public long LeftOut { get; init; }

    /// <summary>Real seconds since it began, or that it took.</summary>
    public double Seconds { get; init; }

    /// <summary>Events acknowledged for each real second.</summary>
    public double Rate => Seconds > 0 ? Acknowledged / Seconds : 0;
}

namespace Baton.Engine.Storage.Rows;

/// <summary>One piece of work given to one agent. All times are unix milliseconds, UTC.</summary>
public sealed record TaskRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Id, unique in the workspace; also the idempotency key of the effect.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the customer it is about.</summary>
    public string? Customer { get; init; }

    /// <summary>Name of the agent it is given to.</summary>
    public required string Agent { get; init; }

    /// <summary>The version of the agent that did it, or is to do it; 0 for the one in force.</summary>
    public int AgentVersion { get; init; }

    /// <summary>Seq of the event that it answers.</summary>
    public required long EventSeq { get; init; }

    /// <summary>Seq of the event that began the chain.</summary>
    public required long Root { get; init; }

    /// <summary><c>queued</c>, <c>leased</c>, <c>done</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>How many times it was begun.</summary>
    public int Attempt { get; init; }

    /// <summary>Higher is sooner.</summary>
    public int Priority { get; init; }

    /// <summary>Not to be begun before this time.</summary>
    public long NotBefore { get; init; }

    /// <summary>While leased: until when.</summary>
    public long? LeaseUntil { get; init; }

    /// <summary>While leased: the secret of who holds it.</summary>
    public string? LeaseToken { get; init; }

    /// <summary>When it was made.</summary>
    public required long Created { get; init; }

    /// <summary>When it was first begun.</summary>
    public long? Started { get; init; }

    /// <summary>When it ended.</summary>
    public long? Finished { get; init; }

    /// <summary><c>success</c>, <c>failure</c>, <c>needs-human-review</c> or <c>needs-more-info</c>.</summary>
    public string? ResultStatus { get; init; }

    /// <summary>The agent's confidence, 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>Tokens read by a model.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Tokens written by a model.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>Cost in the workspace's currency.</summary>
    public double? Cost { get; init; }

    /// <summary>Input as JSON.</summary>
    public string? Input { get; init; }

    /// <summary>Output as JSON.</summary>
    public string? Output { get; init; }
}

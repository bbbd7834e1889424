namespace Baton.Engine.Storage.Rows;

/// <summary>Something an agent wanted to do to a customer, and Baton's latest verdict. All times are unix milliseconds, UTC.</summary>
public sealed record ActionRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Idempotency key given by the agent, unique in the workspace.</summary>
    public required string Id { get; init; }

    /// <summary>Hash of the request's body, to tell a repetition from a conflict.</summary>
    public required string BodyHash { get; init; }

    /// <summary>Seq of the proposal.</summary>
    public required long Seq { get; init; }

    /// <summary>Seq of the last event about it.</summary>
    public required long LastSeq { get; init; }

    /// <summary>Seq of the event on which the latest verdict was given.</summary>
    public required long DecidedSeq { get; init; }

    /// <summary>The agent that asked.</summary>
    public required string Agent { get; init; }

    /// <summary>That agent's department at the time.</summary>
    public string? Department { get; init; }

    /// <summary>Id of the customer.</summary>
    public required string Customer { get; init; }

    /// <summary>Kind: <c>contact.email</c>, <c>refund</c> …</summary>
    public required string Kind { get; init; }

    /// <summary>Purpose: <c>promotion</c>, <c>answer</c> …</summary>
    public string? Purpose { get; init; }

    /// <summary><c>allow</c>, <c>delay</c>, <c>suppress</c> or <c>escalate</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary><c>allowed</c>, <c>delayed</c>, <c>suppressed</c>, <c>escalated</c>, <c>done</c>, <c>failed</c>, <c>abandoned</c>, <c>unreported</c>, <c>void</c>, <c>breach</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The rule that decided, as <c>kind:id</c>.</summary>
    public string? Rule { get; init; }

    /// <summary>Machine-readable reason.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>The reason in one plain sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>When delayed: until when.</summary>
    public long? Until { get; init; }

    /// <summary>When escalated: id of the handoff.</summary>
    public string? Handoff { get; init; }

    /// <summary>Who does it: <c>self</c> or <c>baton</c>.</summary>
    public required string Execute { get; init; }

    /// <summary>When allowed: until when the permit holds.</summary>
    public long? PermitExpires { get; init; }

    /// <summary>When it was asked.</summary>
    public required long Asked { get; init; }

    /// <summary>When it was last decided.</summary>
    public required long Decided { get; init; }

    /// <summary>What the agent reported: <c>done</c>, <c>failed</c> or <c>abandoned</c>.</summary>
    public string? Outcome { get; init; }
}

using System.Text.Json;
using Baton.Core.Agents;

namespace Baton.Core.Handoffs;

/// <summary>Why a case came to a person.</summary>
public enum HandoffCause
{
    /// <summary>A rule wants a person's word before an action.</summary>
    Escalated,

    /// <summary>An agent was less sure than it must be.</summary>
    LowConfidence,

    /// <summary>The customer asked for a person.</summary>
    AskedForPerson,

    /// <summary>What came in could not be interpreted.</summary>
    Uninterpretable,

    /// <summary>An agent failed and nobody else could do it.</summary>
    AgentFailed,

    /// <summary>An agent asked for a person's review.</summary>
    NeedsReview,

    /// <summary>An agent lacks something that a person can find out.</summary>
    NeedsInfo,

    /// <summary>A routing rule sent it to a queue of people.</summary>
    Routed,

    /// <summary>Agents went round in a circle.</summary>
    Loop,
}

/// <summary>How a person ended a handoff.</summary>
public enum HandoffOutcome
{
    /// <summary>Yes: what waited may go on.</summary>
    Approved,

    /// <summary>No: what waited is dropped.</summary>
    Rejected,

    /// <summary>The person gave the answer.</summary>
    Answered,

    /// <summary>Ended in another way.</summary>
    Other,
}

/// <summary>A case that waits for a person or is with one.</summary>
public sealed record OpenHandoff
{
    /// <summary>Begins with the customer's id, so that the lane is found without a look-up.</summary>
    public required string Id { get; init; }

    /// <summary>Why it came to a person.</summary>
    public required HandoffCause Cause { get; init; }

    /// <summary>The queue it waits in.</summary>
    public required string Queue { get; init; }

    /// <summary>How urgent it is.</summary>
    public Priority Priority { get; init; } = Priority.Normal;

    /// <summary>What is asked of the person, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>Why it is here, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The person who has it; null while it waits.</summary>
    public string? Owner { get; init; }

    /// <summary>When the claim began, UTC.</summary>
    public DateTimeOffset? Claimed { get; init; }

    /// <summary>When it was opened, UTC.</summary>
    public required DateTimeOffset Opened { get; init; }

    /// <summary>When a person should have taken it, UTC.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>The event that led to it.</summary>
    public long Event { get; init; }

    /// <summary>The event with which the chain began.</summary>
    public long Root { get; init; }

    /// <summary>How many causes lie between its event and the root.</summary>
    public int Depth { get; init; }

    /// <summary>The action that waits for the answer.</summary>
    public string? Action { get; init; }

    /// <summary>The payload of the task result that waits for the answer.</summary>
    public JsonElement? Held { get; init; }

    /// <summary>The rule that asked for a person, as kind:id.</summary>
    public string? Rule { get; init; }
}

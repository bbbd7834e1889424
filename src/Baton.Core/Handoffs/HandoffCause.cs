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

    /// <summary>The agent does it again, with the person's note.</summary>
    Returned,
}

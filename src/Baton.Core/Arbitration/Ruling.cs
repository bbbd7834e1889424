using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Baton.Core.Arbitration;

/// <summary>The rule that decided.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Id">Its id.</param>
/// <param name="Policy">The version of the policy.</param>
public sealed record RuleRef(RuleKind Kind, string Id, int Policy)
{
    /// <summary><c>kind:id</c>, as lists filter by it.</summary>
    public override string ToString() => Kind.Name() + ":" + Id;
}

/// <summary>A verdict on an action, with its reason and everything considered.</summary>
public sealed record Ruling
{
    /// <summary>Stands for the rule where a person answered without one, as <c>approval:by-hand</c>.</summary>
    public const string ByHand = "by-hand";

    /// <summary>The action's id.</summary>
    public required string Action { get; init; }

    /// <summary>The answer.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>For a delay: when it is decided again, UTC.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Why, in one plain sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Why, for programs: <c>cooldown</c>, <c>human-owns</c>, <c>do-not-contact</c>, … and <c>allowed</c>.</summary>
    public required string ReasonCode { get; init; }

    /// <summary>The rule that decided; null when nothing stood against it.</summary>
    public RuleRef? Rule { get; init; }

    /// <summary>What would let it through.</summary>
    public string? WouldUnlock { get; init; }

    /// <summary>The earliest time at which asking again makes sense, UTC; null when no time would help.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Everything considered, in the order of judgement.</summary>
    public ImmutableArray<Finding> Considered { get; init; } = [];

    /// <summary>For an escalation: the handoff that was opened.</summary>
    public string? Handoff { get; init; }

    /// <summary>For an escalation: the queue of people.</summary>
    public string? Queue { get; init; }

    /// <summary>For an allowed action: when the permit runs out, UTC.</summary>
    public DateTimeOffset? PermitExpires { get; init; }

    /// <summary>For an allowed action: the customer's fence at that moment.</summary>
    public long Fence { get; init; }

    /// <summary>For an allowed action: the cooldowns that it starts.</summary>
    public ImmutableArray<string> Starts { get; init; } = [];

    /// <summary>Whether a person said yes to it.</summary>
    public bool Approved { get; init; }

    /// <summary>What was asked, while it is at hand from judging; the log keeps it as the event.</summary>
    internal Proposal? Asked { get; init; }

    /// <summary>The act that the action gave way to, in the words of <see cref="Reason"/>; null when it gave way to none. Known only while judging.</summary>
    [JsonIgnore]
    public string? Act { get; init; }

    /// <summary>The department of the agent who asked.</summary>
    public string? Department { get; init; }
}

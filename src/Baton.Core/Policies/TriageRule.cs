using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Conditions;

namespace Baton.Core.Policies;

/// <summary>How urgent a handoff is, who gets it and within what time, when it is opened. The first rule that fits decides.</summary>
public sealed record TriageRule : Rule
{
    /// <summary>Which handoffs: what led to them, their customer, and the handoff itself.</summary>
    public required Condition When { get; init; }

    /// <summary>How urgent they are; null to leave that as it was.</summary>
    public Priority? Priority { get; init; }

    /// <summary>The queue that gets them; null to leave that as it was.</summary>
    public string? Queue { get; init; }

    /// <summary>Within what time a person takes them; null for what the queue promises.</summary>
    public TimeSpan? ClaimWithin { get; init; }

    /// <inheritdoc/>
    public override RuleKind Kind => RuleKind.Triage;

    /// <inheritdoc/>
    public override string Sentence => TriageSentences.Of(this);

    /// <summary>What it says about a handoff, as it stands in its reason: <c>VIP customers: urgent.</c></summary>
    public string Effect => TriageSentences.Effect(this);
}

namespace Baton.Core.Conditions.Reasoning;

/// <summary>A condition taken apart once for many questions: what it takes to hold, and not to hold.</summary>
internal sealed class Claim(Condition condition)
{
    public Condition Condition { get; } = condition;

    public Formula Holds => field ??= Formula.Of(Condition);

    public Formula Fails => field ??= Formula.Of(Condition, negated: true);

    public Demand MustHold => new(this, Holds: true);

    public Demand MustFail => new(this, Holds: false);
}

/// <summary>That a condition holds, or does not.</summary>
internal readonly record struct Demand(Claim Claim, bool Holds)
{
    public Formula Formula => Holds ? Claim.Holds : Claim.Fails;

    public bool IsMet(Facts facts) => Claim.Condition.Holds(facts) == Holds;
}

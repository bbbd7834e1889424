using System.Collections.Immutable;
using Baton.Core.Arbitration;

namespace Baton.Core.Trying;

/// <summary>What a rule had to do with a decision.</summary>
public enum RuleRole
{
    /// <summary>It decided.</summary>
    Decided,

    /// <summary>It applied, but another one was stricter, came first or lasts longer.</summary>
    Outdone,

    /// <summary>It did not apply.</summary>
    DidNotApply,

    /// <summary>It applied, and only watches.</summary>
    Watched,

    /// <summary>It is switched off.</summary>
    Off,
}

/// <summary>One rule that was looked at, and why it decided or did not.</summary>
public sealed record TriedRule
{
    /// <summary>Its kind.</summary>
    public required RuleKind Kind { get; init; }

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public string? Name { get; init; }

    /// <summary>It as one plain sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>What it had to do with the decision.</summary>
    public required RuleRole Role { get; init; }

    /// <summary>Whether it applied, watching or not.</summary>
    public bool Matched { get; init; }

    /// <summary>What it said, or only watching would have said.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Until when, for a delay.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Why it decided, or why it did not, in one sentence.</summary>
    public required string Why { get; init; }

    /// <summary>Its conditions with their parts; empty for what stands above the policy's rules.</summary>
    public ImmutableArray<AskedCondition> Conditions { get; init; } = [];

    /// <summary><c>kind:id</c>, as lists filter by it.</summary>
    public string Reference => Kind.Name() + ":" + Id;
}

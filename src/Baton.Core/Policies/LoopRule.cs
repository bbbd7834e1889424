using Baton.Core.Arbitration;
using Baton.Core.Conditions;

namespace Baton.Core.Policies;

/// <summary>Which tasks are counted together.</summary>
public enum LoopScope
{
    /// <summary>Those that one event led to, through however many agents.</summary>
    Chain,

    /// <summary>All of one customer.</summary>
    Customer,

    /// <summary>Those of one agent about one customer.</summary>
    Agent,
}

/// <summary>So many tasks within a time, and the next is not given: agents that go round in a circle are stopped before the call, not after the bill.</summary>
public sealed record LoopRule : Rule
{
    /// <summary>The longest time over which tasks are counted.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The largest number.</summary>
    public const int Most = 200;

    /// <summary>Of which events, and of which agents to be called: <c>agent</c> is the one who would get the task.</summary>
    public required Condition When { get; init; }

    /// <summary>Which tasks are counted together.</summary>
    public LoopScope Counts { get; init; }

    /// <summary>How many are given; 1 to <see cref="Most"/>.</summary>
    public required int Max { get; init; }

    /// <summary>Within what time; at most <see cref="Longest"/>.</summary>
    public required TimeSpan Per { get; init; }

    /// <summary>What becomes of the next: a person is asked, or nothing.</summary>
    public Verdict Then { get; init; } = Verdict.Escalate;

    /// <summary>The queue of people who are asked; null for the agent's own.</summary>
    public string? Queue { get; init; }

    /// <inheritdoc/>
    public override RuleKind Kind => RuleKind.Loop;

    /// <inheritdoc/>
    public override string Sentence => RuleSentences.Of(this);
}

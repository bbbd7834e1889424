using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Rollouts;
using Baton.Core.Routing;

namespace Baton.Core.Policies;

/// <summary>Whether a rule decides.</summary>
public enum RuleMode
{
    /// <summary>It decides.</summary>
    Enforced,

    /// <summary>It decides nothing; what it would have said is recorded.</summary>
    Shadow,

    /// <summary>It decides for a share of the customers; for all others it is in shadow.</summary>
    Canary,
}

/// <summary>What every rule of a policy has.</summary>
public abstract record Rule
{
    /// <summary>Unique among the rules of its kind: letters, digits, <c>-</c>, <c>_</c>, <c>.</c>; at most 64.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public string? Name { get; init; }

    /// <summary>False leaves it in the document without effect.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether it decides or only watches.</summary>
    public RuleMode Mode { get; init; }

    /// <summary>In canary: percent of customers for whom it decides, 1 to 99.</summary>
    public int Share { get; init; }

    /// <summary>In canary: when it goes back to shadow by itself; null when only a person takes it back.</summary>
    public StopLimit? StopWhen { get; init; }

    /// <summary>It as <c>kind:id</c>.</summary>
    public string Reference => $"{Kind.Name()}:{Id}";

    /// <summary>In canary: on which side a customer is; null when it is not in canary.</summary>
    public CanaryGroup? GroupOf(string customer) => Mode != RuleMode.Canary ? null : Cohort.Has(Reference, customer, Share) ? CanaryGroup.Inside : CanaryGroup.Outside;

    /// <summary>Whether it decides for a customer.</summary>
    public bool DecidesFor(string customer) => Mode == RuleMode.Enforced || GroupOf(customer) == CanaryGroup.Inside;

    /// <summary>Which kind it is.</summary>
    public abstract RuleKind Kind { get; }

    /// <summary>The rule as one plain sentence.</summary>
    public abstract string Sentence { get; }
}

/// <summary>Sends events that match to an agent or to a queue of people. The first rule that matches decides.</summary>
public sealed record RoutingRule : Rule
{
    /// <summary>Which events.</summary>
    public required Condition When { get; init; }

    /// <summary>What a classifier must find in them, if the rule asks one.</summary>
    public ClassifyClause? Classify { get; init; }

    /// <summary>The agent they go to; null when they go to a queue or a pool.</summary>
    public string? Agent { get; init; }

    /// <summary>The queue of people they go to; null when they go to an agent or a pool.</summary>
    public string? Queue { get; init; }

    /// <summary>The agents of whom one is picked for each; null when they go to one agent or to a queue.</summary>
    public Pool? Pool { get; init; }

    /// <summary>Everybody who may get work by it.</summary>
    public IEnumerable<string> Agents => Pool?.Agents ?? (Agent is { } agent ? [agent] : Classify?.Targets?.Values.Select(target => target.Agent).OfType<string>() ?? []);

    /// <summary>Where they go, in one word: <c>agent:reply</c>, <c>queue:finance</c>; of a pool, in its own words.</summary>
    public string Target => Pool is { } pool ? "pool:" + pool.Sentence : Agent is { } agent ? "agent:" + agent : Queue is null ? "label:" + Classify?.Form : "queue:" + Queue;

    /// <summary>How urgent the work is.</summary>
    public Priority Priority { get; init; } = Priority.Normal;

    /// <summary>Whether its condition asks for one of Baton's own event types by name.</summary>
    public bool NamesOwnEvents { get; init; }

    /// <inheritdoc/>
    public override RuleKind Kind => RuleKind.Routing;

    /// <inheritdoc/>
    public override string Sentence => RuleSentences.Of(this);
}

/// <summary>After an event, some actions wait for a time.</summary>
public sealed record CooldownRule : Rule
{
    /// <summary>Which events start it; an allowed contact counts as the event <c>contact.sent</c> of its agent.</summary>
    public required Condition After { get; init; }

    /// <summary>Whether <see cref="After"/> asks for one of Baton's own event types by name.</summary>
    public bool NamesOwnEvents { get; init; }

    /// <summary>Which actions wait.</summary>
    public required Condition Blocks { get; init; }

    /// <summary>How long.</summary>
    public required TimeSpan For { get; init; }

    /// <summary>What happens to them meanwhile.</summary>
    public Verdict Then { get; init; } = Verdict.Delay;

    /// <inheritdoc/>
    public override RuleKind Kind => RuleKind.Cooldown;

    /// <inheritdoc/>
    public override string Sentence => RuleSentences.Of(this);
}

/// <summary>While something is the case, some actions are blocked.</summary>
public sealed record HoldRule : Rule
{
    /// <summary>What must be the case, of the customer.</summary>
    public required Condition While { get; init; }

    /// <summary>Which actions are blocked.</summary>
    public required Condition Blocks { get; init; }

    /// <summary>What happens to them.</summary>
    public Verdict Then { get; init; } = Verdict.Suppress;

    /// <inheritdoc/>
    public override RuleKind Kind => RuleKind.Hold;

    /// <inheritdoc/>
    public override string Sentence => RuleSentences.Of(this);
}

/// <summary>Some actions happen at most so often in a window of time.</summary>
public sealed record CapRule : Rule
{
    /// <summary>Which actions are counted and blocked.</summary>
    public required Condition Blocks { get; init; }

    /// <summary>How many are let through; 1 to 500.</summary>
    public required int Max { get; init; }

    /// <summary>The window.</summary>
    public required CapWindow Per { get; init; }

    /// <summary>What happens to the rest.</summary>
    public Verdict Then { get; init; } = Verdict.Delay;

    /// <inheritdoc/>
    public override RuleKind Kind => RuleKind.Cap;

    /// <inheritdoc/>
    public override string Sentence => RuleSentences.Of(this);
}

/// <summary>Some actions do not happen at some hours of the day.</summary>
public sealed record QuietHoursRule : Rule
{
    /// <summary>Which actions wait.</summary>
    public required Condition Blocks { get; init; }

    /// <summary>Where the quiet begins, wall-clock time.</summary>
    public required TimeOnly From { get; init; }

    /// <summary>Where it ends, wall-clock time; earlier than <see cref="From"/> when it spans midnight.</summary>
    public required TimeOnly To { get; init; }

    /// <summary>An IANA time zone, or <c>customer</c> for the customer's own (its attribute <c>timeZone</c>; UTC when unknown).</summary>
    public string TimeZone { get; init; } = "customer";

    /// <summary>What happens to them meanwhile.</summary>
    public Verdict Then { get; init; } = Verdict.Delay;

    /// <inheritdoc/>
    public override RuleKind Kind => RuleKind.QuietHours;

    /// <inheritdoc/>
    public override string Sentence => RuleSentences.Of(this);
}

/// <summary>Some actions need a person's yes.</summary>
public sealed record ApprovalRule : Rule
{
    /// <summary>Which actions.</summary>
    public required Condition When { get; init; }

    /// <summary>The queue of people who may say yes.</summary>
    public required string Queue { get; init; }

    /// <inheritdoc/>
    public override RuleKind Kind => RuleKind.Approval;

    /// <inheritdoc/>
    public override string Sentence => RuleSentences.Of(this);
}

/// <summary>Some actions are never done as they are.</summary>
public sealed record GuardrailRule : Rule
{
    /// <summary>Which actions.</summary>
    public required Condition When { get; init; }

    /// <summary>What happens to them.</summary>
    public Verdict Then { get; init; } = Verdict.Escalate;

    /// <summary>The queue of people who look at them, when escalated.</summary>
    public string? Queue { get; init; }

    /// <inheritdoc/>
    public override RuleKind Kind => RuleKind.Guardrail;

    /// <inheritdoc/>
    public override string Sentence => RuleSentences.Of(this);
}

/// <summary>Which department wins when two want to contact the same customer.</summary>
/// <param name="Window">How long after one asked the other competes with it.</param>
/// <param name="Loser">What happens to the action of the department that comes later in the list.</param>
public sealed record PrecedenceRule(TimeSpan Window, Verdict Loser)
{
    /// <summary>It as one plain sentence, beside the list of departments.</summary>
    public string Sentence => RuleSentences.Of(this);
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using Baton.Core.Arbitration;

namespace Baton.Core.Policies;

/// <summary>The versioned set of all rules of a workspace, ready to decide with. Immutable once published.</summary>
public sealed record Policy
{
    private readonly FrozenDictionary<string, int> _ranks = FrozenDictionary<string, int>.Empty;

    /// <summary>Its version; 0 for a draft.</summary>
    public int Version { get; init; }

    /// <summary>The document it was read from, as JSON.</summary>
    public required string Document { get; init; }

    /// <summary>Departments in order of precedence, the first winning.</summary>
    public ImmutableArray<string> Departments
    {
        get;
        init
        {
            field = value;
            _ranks = value.Select((name, rank) => (name, rank)).DistinctBy(d => d.name, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(d => d.name, d => d.rank, StringComparer.OrdinalIgnoreCase);
        }
    } = [];

    /// <summary>Routing rules in order.</summary>
    public ImmutableArray<RoutingRule> Routing { get; init; } = [];

    /// <summary>Cooldowns.</summary>
    public ImmutableArray<CooldownRule> Cooldowns { get; init; } = [];

    /// <summary>Holds.</summary>
    public ImmutableArray<HoldRule> Holds { get; init; } = [];

    /// <summary>Caps.</summary>
    public ImmutableArray<CapRule> Caps { get; init; } = [];

    /// <summary>Quiet hours.</summary>
    public ImmutableArray<QuietHoursRule> QuietHours { get; init; } = [];

    /// <summary>Approvals.</summary>
    public ImmutableArray<ApprovalRule> Approvals { get; init; } = [];

    /// <summary>Guardrails.</summary>
    public ImmutableArray<GuardrailRule> Guardrails { get; init; } = [];

    /// <summary>Limits on how often work is given.</summary>
    public ImmutableArray<LoopRule> Loops { get; init; } = [];

    /// <summary>How urgent handoffs are and who gets them, in order.</summary>
    public ImmutableArray<TriageRule> Triage { get; init; } = [];

    /// <summary>Precedence of departments; null when they do not compete.</summary>
    public PrecedenceRule? Precedence { get; init; }

    /// <summary>What becomes of a contact to a customer who does not want any.</summary>
    public Verdict DoNotContact { get; init; } = Verdict.Suppress;

    /// <summary>Within what time people should take handoffs.</summary>
    public DueTimes DueTimes { get; init; } = DueTimes.Usual;

    /// <summary>What becomes of it, as one plain sentence.</summary>
    public string ConsentSentence => RuleSentences.OfConsent(DoNotContact);

    /// <summary>Names what the cooldowns are started by: marks made with one signature are of no use with another.</summary>
    public string CooldownSignature { get; init; } = "";

    /// <summary>Whether a cooldown asks for the payload of what starts it.</summary>
    public bool CooldownsReadData { get; init; }

    /// <summary>The longest cooldown.</summary>
    public TimeSpan LongestCooldown { get; init; }

    /// <summary>The rules that decide for a share of the customers only.</summary>
    public ImmutableArray<Rule> Canaries { get; init; } = [];

    /// <summary>The agents that stand in a pool of a routing rule: how they stand is looked at for each event that may be theirs.</summary>
    public ImmutableArray<string> PoolAgents { get; init; } = [];

    /// <summary>Every rule, in the order of judgement, then routing, then limits on how often work is given, then how urgent handoffs are.</summary>
    public IEnumerable<Rule> Rules => [.. Holds, .. Guardrails, .. Approvals, .. QuietHours, .. Cooldowns, .. Caps, .. Routing, .. Loops, .. Triage];

    /// <summary>A department's place in the order of precedence; those not listed come last and do not compete with each other.</summary>
    public int RankOf(string? department) => department is not null && _ranks.TryGetValue(department, out var rank) ? rank : int.MaxValue;
}

using System.Text.Json.Serialization;
using Baton.Core.Conditions;
using Baton.Core.Policies;
using Baton.Core.Rollouts;

namespace Baton.Core.Arbitration;

/// <summary>What one rule said of an action; every rule considered leaves one.</summary>
public sealed record Finding
{
    private readonly Miss? _miss;

    /// <summary>A finding, with the comparison that failed when the rule did not match.</summary>
    internal Finding(RuleKind kind, string id, Miss? miss = null, RuleMode mode = RuleMode.Enforced) =>
        (Kind, Id, _miss, Mode) = (kind, id, miss, mode);

    /// <summary>Reads a finding back from the log.</summary>
    [JsonConstructor]
    public Finding(RuleKind kind, string id) => (Kind, Id) = (kind, id);

    /// <summary>The rule's kind.</summary>
    public RuleKind Kind { get; }

    /// <summary>The rule's id.</summary>
    public string Id { get; }

    /// <summary>Whether it applied.</summary>
    public bool Matched { get; init; }

    /// <summary>What it said, or in shadow would have said; null when it did not match.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Until when, for a delay.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether it decides for this customer or only watches.</summary>
    public RuleMode Mode { get; init; }

    /// <summary>Of a rule in canary: on which side of it the customer is.</summary>
    public CanaryGroup? Canary { get; init; }

    /// <summary>Why it matched, or which part did not.</summary>
    public string? Because
    {
        get => field ??= _miss?.ToString();
        init;
    }

    /// <summary>The short name of the reason, for programs.</summary>
    [JsonIgnore]
    public string? Code { get; init; }

    /// <summary>What would let the action through.</summary>
    [JsonIgnore]
    public string? Unlock { get; init; }

    /// <summary>What stood in the way, when that was somebody's act: the words with which <see cref="Because"/> names it.</summary>
    [JsonIgnore]
    public string? Act { get; init; }

    /// <summary>The queue of people, for an escalation.</summary>
    [JsonIgnore]
    public string? Queue { get; init; }
}

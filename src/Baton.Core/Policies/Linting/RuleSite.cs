using System.Collections.Immutable;
using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Conditions.Reasoning;

namespace Baton.Core.Policies.Linting;

/// <summary>A rule and where it stands in the document.</summary>
internal sealed class RuleSite
{
    private RuleSite(Rule rule, string list, int index, params (string Member, ConditionPlace Place, Condition Condition)[] conditions)
    {
        (Rule, List, Index) = (rule, list, index);
        Conditions = [.. conditions.Select(c => new ConditionSite(this, c.Member, c.Place, c.Condition))];
    }

    public Rule Rule { get; }

    /// <summary>The list it stands in.</summary>
    public string List { get; }

    /// <summary>Its place in that list.</summary>
    public int Index { get; }

    public ImmutableArray<ConditionSite> Conditions { get; }

    public string Pointer => $"/{List}/{Index}";

    /// <summary>It as <c>kind:id</c>.</summary>
    public string Key => field ??= $"{Rule.Kind.Name()}:{Rule.Id}";

    /// <summary>Whether it decides for every customer: what is only tried takes nothing from other rules.</summary>
    public bool Decides => Rule is { Enabled: true, Mode: RuleMode.Enforced };

    /// <summary>All that an action must be for the rule to look at it; of a routing rule, an event.</summary>
    public Claim Whole => field ??= Rule is HoldRule hold ? new Claim(new All([hold.While, hold.Blocks])) : Conditions[^1].Claim;

    /// <summary>Its verdict; that of an approval is to ask a person.</summary>
    public Verdict Then => Rule switch
    {
        HoldRule hold => hold.Then,
        GuardrailRule guardrail => guardrail.Then,
        CooldownRule cooldown => cooldown.Then,
        CapRule cap => cap.Then,
        QuietHoursRule quiet => quiet.Then,
        ApprovalRule => Verdict.Escalate,
        _ => Verdict.Allow,
    };

    /// <summary>Turns it off.</summary>
    public LintFix Off => new("Turn the rule off", [DocumentEdit.Set($"{Pointer}/enabled", value: false)]);

    /// <summary>Takes it out.</summary>
    public LintFix Removed => new("Remove the rule", [DocumentEdit.Remove(Pointer)]);

    /// <summary>All rules of a policy, list by list.</summary>
    public static ImmutableArray<RuleSite> Of(Policy policy) =>
    [
        .. policy.Routing.Select((r, i) => new RuleSite(r, "routing", i, ("when", ConditionPlace.Routing, r.When))),
        .. policy.Cooldowns.Select((r, i) => new RuleSite(r, "cooldowns", i, ("after", ConditionPlace.CooldownStart, r.After), ("blocks", ConditionPlace.Action, r.Blocks))),
        .. policy.Holds.Select((r, i) => new RuleSite(r, "holds", i, ("while", ConditionPlace.HoldWhile, r.While), ("blocks", ConditionPlace.Action, r.Blocks))),
        .. policy.Caps.Select((r, i) => new RuleSite(r, "caps", i, ("blocks", ConditionPlace.Action, r.Blocks))),
        .. policy.QuietHours.Select((r, i) => new RuleSite(r, "quietHours", i, ("blocks", ConditionPlace.Action, r.Blocks))),
        .. policy.Approvals.Select((r, i) => new RuleSite(r, "approvals", i, ("when", ConditionPlace.Action, r.When))),
        .. policy.Guardrails.Select((r, i) => new RuleSite(r, "guardrails", i, ("when", ConditionPlace.Action, r.When))),
    ];
}

/// <summary>One condition of a rule and where it stands.</summary>
internal sealed class ConditionSite(RuleSite rule, string member, ConditionPlace place, Condition condition)
{
    public RuleSite Rule { get; } = rule;

    public string Member { get; } = member;

    public ConditionPlace Place { get; } = place;

    public Condition Condition { get; } = condition;

    public Claim Claim { get; } = new(condition);

    public string Pointer => $"{Rule.Pointer}/{Member}";

    /// <summary>The keys of the fields that it asks for.</summary>
    public HashSet<string> Fields => field ??= [.. Comparisons().Select(c => c.Comparison.Field.Info.Key)];

    /// <summary>Its comparisons, each with its place.</summary>
    public IEnumerable<(Comparison Comparison, string Pointer)> Comparisons() => Walk(Condition, Pointer);

    private static IEnumerable<(Comparison Comparison, string Pointer)> Walk(Condition condition, string pointer) => condition switch
    {
        Comparison comparison => [(comparison, pointer)],
        Not { Part: var part } => Walk(part, pointer + "/not"),
        All { Parts: var parts } => parts.SelectMany((p, i) => Walk(p, $"{pointer}/all/{i}")),
        Any { Parts: var parts } => parts.SelectMany((p, i) => Walk(p, $"{pointer}/any/{i}")),
        _ => [],
    };
}

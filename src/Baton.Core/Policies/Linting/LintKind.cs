using System.Collections.Immutable;

namespace Baton.Core.Policies.Linting;

/// <summary>How much a finding matters.</summary>
public enum LintSeverity
{
    /// <summary>Worth a look.</summary>
    Hint,

    /// <summary>Probably not what was meant; it can be published.</summary>
    Warning,

    /// <summary>A mistake: as it stands it cannot work.</summary>
    Error,
}

/// <summary>A kind of finding, with its stable code.</summary>
/// <param name="Code">The code, for programs.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Meaning">What it says, in one line.</param>
public sealed record LintKind(string Code, LintSeverity Severity, string Meaning)
{
    internal static readonly LintKind Fault = new("fault", LintSeverity.Error, "the document cannot be read there");
    internal static readonly LintKind UnknownField = new("unknown-field", LintSeverity.Error, "there is no field of that name");
    internal static readonly LintKind BadPattern = new("bad-pattern", LintSeverity.Error, "the regular expression cannot be read, or could take too long");
    internal static readonly LintKind AgentMissing = new("agent-missing", LintSeverity.Error, "work goes to an agent that there is not");
    internal static readonly LintKind FieldUnseen = new("field-unseen", LintSeverity.Warning, "no event, action or customer had that member of the data so far");
    internal static readonly LintKind FieldMeaningless = new("field-meaningless", LintSeverity.Warning, "the field cannot be seen where the condition stands");
    internal static readonly LintKind OperatorMisfit = new("operator-misfit", LintSeverity.Warning, "the operator or the value does not fit what the field holds");
    internal static readonly LintKind HoldOnAction = new("hold-on-action", LintSeverity.Hint, "what keeps a hold in force depends on the action, so that the hold is not shown on the customer");
    internal static readonly LintKind AlwaysFalse = new("always-false", LintSeverity.Warning, "the condition can never be true");
    internal static readonly LintKind AlwaysTrue = new("always-true", LintSeverity.Warning, "the condition is always true where that is surely not meant");
    internal static readonly LintKind PartDead = new("part-dead", LintSeverity.Warning, "one of several ways in which the condition could be true never is");
    internal static readonly LintKind RouteUnreachable = new("route-unreachable", LintSeverity.Warning, "earlier routing rules take everything that this one would");
    internal static readonly LintKind RoutesOverlap = new("routes-overlap", LintSeverity.Hint, "two routing rules with different targets match the same event, and neither is an exception of the other");
    internal static readonly LintKind RouteSourceOff = new("route-source-off", LintSeverity.Warning, "a rule waits for an agent's work, and the rule that gives the agent work is off");
    internal static readonly LintKind RuleDuplicate = new("rule-duplicate", LintSeverity.Warning, "two rules say the same");
    internal static readonly LintKind RuleOverruled = new("rule-overruled", LintSeverity.Warning, "a stricter rule decides whenever this one would");
    internal static readonly LintKind RulesConflict = new("rules-conflict", LintSeverity.Hint, "a person was asked for a yes to what another rule forbids anyway");
    internal static readonly LintKind CooldownMoot = new("cooldown-moot", LintSeverity.Warning, "a cap makes the same actions wait at least as long");
    internal static readonly LintKind CapUnreachable = new("cap-unreachable", LintSeverity.Warning, "a cooldown never lets more than that happen anyway");
    internal static readonly LintKind AlwaysQuiet = new("always-quiet", LintSeverity.Warning, "quiet hours leave less than an hour of the day");
    internal static readonly LintKind AgentPaused = new("agent-paused", LintSeverity.Warning, "work goes to an agent that is paused");
    internal static readonly LintKind AgentUnknown = new("agent-unknown", LintSeverity.Warning, "a condition names an agent that there is not");
    internal static readonly LintKind SkillMissing = new("skill-missing", LintSeverity.Warning, "work goes to an agent that lacks the skill it needs");
    internal static readonly LintKind QueueUnstaffed = new("queue-unstaffed", LintSeverity.Warning, "nobody looks after the queue");
    internal static readonly LintKind DepartmentUnknown = new("department-unknown", LintSeverity.Warning, "a condition names a department that no agent belongs to");
    internal static readonly LintKind DepartmentUnranked = new("department-unranked", LintSeverity.Warning, "departments take precedence, and one that has agents is not in the list");
    internal static readonly LintKind ConsentCovers = new("consent-covers", LintSeverity.Warning, "the customer's consent decides whenever this rule would");
    internal static readonly LintKind ConsentIdle = new("consent-idle", LintSeverity.Hint, "no agent may contact anybody, so that consent never blocks");
    internal static readonly LintKind RuleSilent = new("rule-silent", LintSeverity.Hint, "the rule has not decided anything for 30 days");
    internal static readonly LintKind Incomplete = new("incomplete", LintSeverity.Hint, "there was too much to compare, and some of it was left out");

    /// <summary>All kinds.</summary>
    public static ImmutableArray<LintKind> All { get; } =
    [
        Fault, UnknownField, BadPattern, AgentMissing, FieldUnseen, FieldMeaningless, OperatorMisfit, HoldOnAction, AlwaysFalse, AlwaysTrue, PartDead, RouteUnreachable, RoutesOverlap, RouteSourceOff, RuleDuplicate,
        RuleOverruled, RulesConflict, CooldownMoot, CapUnreachable, AlwaysQuiet, AgentPaused, AgentUnknown, SkillMissing, QueueUnstaffed, DepartmentUnknown, DepartmentUnranked, ConsentCovers, ConsentIdle, RuleSilent, Incomplete,
    ];
}

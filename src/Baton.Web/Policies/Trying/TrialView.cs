using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Deciding;
using Baton.Core.Trying;
using Baton.Web.Frame.Look;

namespace Baton.Web.Policies.Trying;

/// <summary>A trial in the words of the page.</summary>
public static class TrialView
{
    /// <summary>The verdict's mark; null for an event.</summary>
    public static MarkKind? Mark(Trial trial) => trial.Ruling?.Verdict.Mark();

    /// <summary>What becomes of an event, in a few words.</summary>
    public static string Headline(Trial trial) => trial.Decision switch
    {
        { Route.Agent: { } agent } => $"It goes to {agent}",
        { Route.Queue: { } queue } => $"It goes to the people of {queue}",
        { Outcome: EventOutcome.Quarantined } => "It is set aside",
        { Outcome: EventOutcome.Unrouted } => "No rule wants it",
        { Handoffs.Length: > 0 } => "A person is asked",
        _ => "It is noted",
    };

    /// <summary>Whether two policies decide the same: their answer, the rule and until when.</summary>
    public static bool Agree(Trial one, Trial other) =>
        Core.Backtesting.Comparison.Word(one.Decision) == Core.Backtesting.Comparison.Word(other.Decision) && one.Ruling?.Until == other.Ruling?.Until
        && (one.Ruling?.Rule is { } rule ? $"{rule}" : one.Decision.Route?.Rule) == (other.Ruling?.Rule is { } otherRule ? $"{otherRule}" : other.Decision.Route?.Rule);

    /// <summary>The rules besides the one that decided: those that applied first, then the policy's, then what stands above them and had nothing against it; those without effect last.</summary>
    public static IReadOnlyList<TriedRule> Others(Trial trial) => [.. trial.Considered.Where(rule => rule.Role != RuleRole.Decided).OrderBy(rule => rule.Role switch
    {
        RuleRole.Outdone => 0,
        RuleRole.Watched => 1,
        RuleRole.DidNotApply => IsStanding(rule) ? 3 : 2,
        _ => 4,
    })];

    /// <summary>What is new about a rule beside another policy, in a few words; null when that has it too.</summary>
    public static string? News(TriedRule rule, Trial other, bool isDraft) => other.Considered.FirstOrDefault(o => o.Reference == rule.Reference) switch
    {
        null => isDraft ? "only in the draft" : "gone in the draft",
        { } same when same.Sentence != rule.Sentence || same.Role == RuleRole.Off != (rule.Role == RuleRole.Off) => "changed in the draft",
        _ => null,
    };

    /// <summary>The comparisons that kept a rule from applying.</summary>
    public static IReadOnlyList<ConditionPart> Failures(TriedRule rule) => [.. rule.Conditions.SelectMany(condition => Leaves(condition.Whole)).Where(part => part.Fails)];

    /// <summary>What a rule had to do with it, in two words.</summary>
    public static string Said(TriedRule rule) => rule.Role switch
    {
        RuleRole.Decided => "decided",
        RuleRole.Outdone => "applied too",
        RuleRole.Watched => "only watches",
        RuleRole.Off => "switched off",
        RuleRole.DidNotApply when IsStanding(rule) => "nothing against it",
        _ => "did not apply",
    };

    /// <summary>What a field held, in words.</summary>
    public static string Found(FieldValue found) => found switch
    {
        { Exists: false } => "not known",
        { Text: not null } => $"“{found}”",
        _ => found.ToString(),
    };

    private static bool IsStanding(TriedRule rule) => rule.Kind is RuleKind.Permission or RuleKind.Consent or RuleKind.Ownership or RuleKind.Precedence;

    private static IEnumerable<ConditionPart> Leaves(ConditionPart part) => part.Kind == PartKind.One ? [part] : part.Parts.SelectMany(Leaves);
}

using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Conditions.Reasoning;

namespace Baton.Core.Policies.Linting;

/// <summary>
/// Rules that contradict: the one asks a person or lets wait what the other never lets happen. Only what suppresses does that; a person's yes
/// to what was escalated leaves delays standing. Suppressing less than the other asks about is an exception, and meant.
/// </summary>
internal static class StrictnessLint
{
    public static void Look(LintRun run)
    {
        var judging = run.Sites.Where(s => s is { Decides: true, Rule: not RoutingRule }).ToList();
        var forbidding = judging.Where(s => s is { Rule: HoldRule or GuardrailRule, Then: Verdict.Suppress }).ToList();
        if (forbidding.Count == 0) return;
        foreach (var site in judging.Where(s => s.Then < Verdict.Suppress)) Look(run, site, forbidding);
    }

    private static void Look(LintRun run, RuleSite site, List<RuleSite> forbidding)
    {
        if (!run.MayAsk("whether a stricter rule decides first")) return;
        var example = run.Example(ConditionPlace.Action, site.Whole);
        foreach (var other in forbidding)
        {
            if (example is not null && run.Implies(ConditionPlace.Action, site.Whole, other.Whole) == Certainty.Yes)
            {
                run.Add(new LintFinding(LintKind.RuleOverruled, site.Pointer, $"Rule {site.Rule.Id} {Wish(site)} what {other.Rule.Kind.Name()} {other.Rule.Id} always suppresses, so that it never decides.", LintGrounds.Reasoning)
                {
                    Rules = [site.Key, other.Key],
                    Example = LintRun.Made(example),
                    Fix = site.Off,
                });
                return;
            }

            if (site.Then == Verdict.Escalate && Conflict(run, site, other)) return;
        }
    }

    private static bool Conflict(LintRun run, RuleSite site, RuleSite other)
    {
        if (run.World.SampleFor(site.Whole.Condition, other.Whole.Condition).FirstOrDefault(s => s.Facts.Action is not null && site.Whole.Condition.Holds(s.Facts) && other.Whole.Condition.Holds(s.Facts)) is not { } both) return false;
        if (run.Implies(ConditionPlace.Action, other.Whole, site.Whole) == Certainty.Yes) return false;
        run.Add(new LintFinding(LintKind.RulesConflict, site.Pointer, $"Rule {site.Rule.Id} {Wish(site)} what {other.Rule.Kind.Name()} {other.Rule.Id} sometimes suppresses, so that a yes does not help then.", LintGrounds.Recorded)
        {
            Rules = [site.Key, other.Key],
            Example = LintRun.Happened(both),
        });
        return true;
    }

    private static string Wish(RuleSite site) => site.Then == Verdict.Escalate ? "asks a person for" : "lets wait";
}

using Baton.Core.Conditions;
using Baton.Core.Conditions.Reasoning;

namespace Baton.Core.Policies.Linting;

/// <summary>Quiet hours that leave no time of the day, alone or together.</summary>
internal static class QuietHoursLint
{
    private const int Day = 24 * 60;
    private const int Least = 60;

    public static void Look(LintRun run)
    {
        var sites = run.Sites.Where(s => s is { Rule: QuietHoursRule, Decides: true }).ToList();
        foreach (var site in sites)
        {
            var rule = (QuietHoursRule)site.Rule;
            var others = sites.Where(o => o.Index < site.Index && ((QuietHoursRule)o.Rule).TimeZone == rule.TimeZone && Covers(run, o, site)).ToList();
            if (Left([rule]) < Least) others.Clear();
            else if (Left([rule, .. others.Select(o => (QuietHoursRule)o.Rule)]) >= Least) continue;
            var left = Left([rule, .. others.Select(o => (QuietHoursRule)o.Rule)]);
            var who = others.Count == 0 ? $"Quiet hours {rule.Id} leave" : $"Quiet hours {rule.Id} together with {Words.Listed([.. others.Select(o => o.Rule.Id)], "and")} leave";
            run.Add(new LintFinding(LintKind.AlwaysQuiet, site.Pointer, $"{who} {(left == 0 ? "no time" : $"only {left} min")} of the day in which this may happen.", others.Count == 0 ? LintGrounds.Document : LintGrounds.Reasoning) { Rules = [site.Key, .. others.Select(o => o.Key)] });
        }
    }

    private static bool Covers(LintRun run, RuleSite other, RuleSite site) =>
        run.MayAsk("whether quiet hours are about the same") && run.Implies(ConditionPlace.Action, site.Whole, other.Whole) == Certainty.Yes;

    // In minutes.
    private static int Left(List<QuietHoursRule> rules) =>
        Enumerable.Range(0, Day).Count(minute => !rules.Exists(r => TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(minute)).IsBetween(r.From, r.To)));
}

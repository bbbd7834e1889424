using System.Globalization;
using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Conditions.Reasoning;
using Baton.Core.Timeline;

namespace Baton.Core.Policies.Linting;

/// <summary>Cooldowns and caps on the same contacts, of which one leaves the other nothing to do.</summary>
internal static class FrequencyLint
{
    public static void Look(LintRun run)
    {
        var caps = run.Sites.Where(s => s is { Rule: CapRule, Decides: true }).ToList();
        if (caps.Count == 0) return;
        foreach (var site in run.Sites.Where(s => s is { Rule: CooldownRule, Decides: true }))
        {
            var cooldown = (CooldownRule)site.Rule;
            if (ContactCondition.Of(cooldown.After) is not { } contacts) continue;
            var starts = new Claim(contacts);
            foreach (var cap in caps) if (!IsMoot(run, site, cooldown, starts, cap)) LookAtCap(run, site, cooldown, starts, cap);
        }
    }

    // One in a longer window: whatever would start the cooldown has used the cap up already.
    private static bool IsMoot(LintRun run, RuleSite site, CooldownRule cooldown, Claim starts, RuleSite capSite)
    {
        var cap = (CapRule)capSite.Rule;
        if (cap.Max != 1 || cap.Per.Unit != CapWindow.Units.Rolling || cap.Per.Length < cooldown.For || cap.Then < cooldown.Then) return false;
        if (!Follows(run, site.Whole, capSite.Whole) || !Follows(run, starts, capSite.Whole) || !OnlyContacts(run, site)) return false;
        run.Add(new LintFinding(LintKind.CooldownMoot, site.Pointer, $"Cooldown {cooldown.Id} never matters: cap {cap.Id} lets only one of these happen in {Spans.Of(cap.Per.Length)}, which is {(cap.Per.Length == cooldown.For ? "as long as" : "longer than")} its {Spans.Of(cooldown.For)}.", LintGrounds.Reasoning)
        {
            Rules = [site.Key, capSite.Key],
            Example = LintRun.Made(run.CanHold(ConditionPlace.Action, site.Whole)),
            Fix = site.Removed,
        });
        return true;
    }

    private static bool OnlyContacts(LintRun run, RuleSite site) =>
        run.Satisfy(ConditionPlace.CooldownStart, site.Conditions[0].Claim.MustHold, new Claim(ContactCondition.IsContactEvent).MustFail).Is == Certainty.No;

    // Each waits for the one before, so that one more than the cap allows comes after its window anyway; and what the cap says meanwhile is no stricter.
    private static void LookAtCap(LintRun run, RuleSite site, CooldownRule cooldown, Claim starts, RuleSite capSite)
    {
        var cap = (CapRule)capSite.Rule;

        // When clocks go back, a calendar window is an hour longer.
        var window = cap.Per.Unit == CapWindow.Units.Rolling ? cap.Per.Length : cap.Per.Length + TimeSpan.FromHours(1);
        if (cooldown.Then == Verdict.Escalate || cap.Then > cooldown.Then || cap.Max * cooldown.For < window) return;
        if (!Follows(run, capSite.Whole, site.Whole) || !Follows(run, capSite.Whole, starts)) return;
        var most = (int)Math.Ceiling(window / cooldown.For) - 1;
        run.Add(new LintFinding(LintKind.CapUnreachable, capSite.Pointer, $"Cap {cap.Id} never matters: cooldown {cooldown.Id} makes each wait {Spans.Of(cooldown.For)} for the one before, so that more than {cap.Max} in {(cap.Per.Unit == CapWindow.Units.Rolling ? Spans.Of(cap.Per.Length) : "a " + cap.Per)} cannot happen anyway.", LintGrounds.Reasoning)
        {
            Rules = [capSite.Key, site.Key],
            Example = LintRun.Made(run.CanHold(ConditionPlace.Action, capSite.Whole)),
            Fix = most < 1 ? capSite.Removed : new LintFix(string.Create(CultureInfo.InvariantCulture, $"Allow {most}"), [DocumentEdit.Set($"{capSite.Pointer}/max", most)]),
        });
    }

    private static bool Follows(LintRun run, Claim one, Claim other) =>
        run.MayAsk("whether a cap and a cooldown are about the same") && run.Implies(ConditionPlace.Action, one, other) == Certainty.Yes;
}

using Baton.Core.Conditions;
using Baton.Core.Conditions.Reasoning;

namespace Baton.Core.Policies.Linting;

/// <summary>Conditions that are never true, and such that are always true where a rule would then hit everything.</summary>
internal static class TruthLint
{
    public static void Look(LintRun run)
    {
        foreach (var site in run.Enabled.SelectMany(s => s.Conditions))
        {
            if (!run.MayAsk("whether a condition can be true")) continue;
            var can = run.CanHold(site);
            if (can.Is == Certainty.No) Never(run, site);
            else if (IsMeantToChoose(site) && run.Satisfy(site.Place, site.Claim.MustFail).Is == Certainty.No) Always(run, site, can);
            else foreach (var (part, pointer) in Ways(site.Condition, site.Pointer)) LookAtWay(run, site, part, pointer);
        }
    }

    private static void LookAtWay(LintRun run, ConditionSite site, Condition part, string pointer)
    {
        if (!run.MayAsk("whether each part of a condition can be true") || run.Satisfy(site.Place, site.Claim.MustHold, new Claim(part).MustHold).Is != Certainty.No) return;
        run.Add(new LintFinding(LintKind.PartDead, pointer, $"In rule {site.Rule.Rule.Id} it never helps that {part.Sentence}: with the rest of the condition that cannot be.", LintGrounds.Reasoning)
        {
            Rules = [site.Rule.Key],
            Fix = new LintFix("Leave this part out", [DocumentEdit.Remove(pointer)]),
        });
    }

    // What is said to suffice, wherever it is not denied.
    private static IEnumerable<(Condition Part, string Pointer)> Ways(Condition condition, string pointer) => condition switch
    {
        All { Parts: var parts } => parts.SelectMany((p, i) => Ways(p, $"{pointer}/all/{i}")),
        Any { Parts: { Length: > 1 } parts } => parts.SelectMany((p, i) => Ways(p, $"{pointer}/any/{i}").Prepend((p, $"{pointer}/any/{i}"))),
        Any { Parts: [var only] } => Ways(only, $"{pointer}/any/0"),
        _ => [],
    };

    // What blocks, counts or routes may well mean everything; what forbids, asks for approval, holds or starts must choose.
    private static bool IsMeantToChoose(ConditionSite site) => site switch
    {
        { Member: "after" or "while" } => true,
        { Rule.Rule: ApprovalRule or GuardrailRule } => true,
        _ => false,
    };

    private static void Never(LintRun run, ConditionSite site) => run.Add(
        new LintFinding(LintKind.AlwaysFalse, site.Pointer, $"Rule {site.Rule.Rule.Id} never does anything: {Because(run, site)}.", LintGrounds.Reasoning) { Rules = [site.Rule.Key], Fix = site.Rule.Off });

    private static void Always(LintRun run, ConditionSite site, Answer can) => run.Add(
        new LintFinding(LintKind.AlwaysTrue, site.Pointer, $"The condition of rule {site.Rule.Rule.Id} is true of everything, so that it always applies.", LintGrounds.Reasoning) { Rules = [site.Rule.Key], Example = LintRun.Made(can) });

    // The fewest parts that cannot be true together.
    private static string Because(LintRun run, ConditionSite site)
    {
        var parts = ActionPhrase.Parts(site.Condition).ToList();
        for (var i = parts.Count - 1; i >= 0 && parts.Count > 1; i--)
        {
            var without = parts.Where((_, at) => at != i).Select(p => new Claim(p).MustHold).ToList();
            if (run.Satisfy(site.Place, without).Is == Certainty.No) parts.RemoveAt(i);
        }

        return parts is [var only] ? $"it can never be that {only.Sentence}" : $"it can never be at once that {Words.Listed([.. parts.Select(p => p is Any { Parts.Length: > 1 } ? $"({p.Sentence})" : p.Sentence)], "and that")}";
    }
}

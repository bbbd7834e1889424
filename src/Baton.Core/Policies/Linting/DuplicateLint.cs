using Baton.Core.Conditions.Reasoning;

namespace Baton.Core.Policies.Linting;

/// <summary>Rules that say the same, in the same words or in others.</summary>
internal static class DuplicateLint
{
    public static void Look(LintRun run)
    {
        foreach (var alike in run.Enabled.GroupBy(Effect, StringComparer.Ordinal))
        {
            var first = new Dictionary<string, RuleSite>(StringComparer.Ordinal);
            var byFields = new Dictionary<string, List<RuleSite>>(StringComparer.Ordinal);
            foreach (var site in alike)
            {
                var form = string.Join(" / ", site.Conditions.Select(c => Form(c.Claim.Holds)));
                if (!first.TryAdd(form, site))
                {
                    Add(run, site, first[form], LintGrounds.Document);
                    continue;
                }

                var fields = string.Join(" / ", site.Conditions.Select(c => string.Join(' ', c.Fields.Order(StringComparer.Ordinal))));
                if (!byFields.TryGetValue(fields, out var candidates)) byFields.Add(fields, candidates = []);
                if (candidates.Find(other => AreSame(run, site, other)) is { } equal) Add(run, site, equal, LintGrounds.Reasoning);
                else candidates.Add(site);
            }
        }
    }

    private static void Add(LintRun run, RuleSite site, RuleSite same, LintGrounds grounds)
    {
        run.Duplicates.Add(site);
        run.Add(new LintFinding(LintKind.RuleDuplicate, site.Pointer, $"Rule {site.Rule.Id} says the same as rule {same.Rule.Id}: {site.Rule.Sentence}", grounds) { Rules = [site.Key, same.Key], Fix = site.Removed });
    }

    // What a rule does to whatever it applies to.
    private static string Effect(RuleSite site) => $"{site.List} {site.Rule.Mode} {site.Then} " + site.Rule switch
    {
        RoutingRule route => $"{route.Target}|{route.Priority}|{route.Classify?.Form}",
        CooldownRule cooldown => $"{cooldown.For}",
        CapRule cap => $"{cap.Max}|{cap.Per}",
        QuietHoursRule quiet => $"{quiet.From}|{quiet.To}|{quiet.TimeZone}",
        ApprovalRule approval => approval.Queue,
        GuardrailRule guardrail => guardrail.Queue ?? "",
        _ => "",
    };

    // The condition with its parts in one order.
    private static string Form(Formula formula) => formula switch
    {
        Atom { Literal: var literal } => $"{(literal.Negated ? "not " : "")}{literal.Field.Key} {literal.Question}",
        Both { Parts: var parts } => $"all({string.Join("; ", parts.Select(Form).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))})",
        Either { Parts: var parts } => $"any({string.Join("; ", parts.Select(Form).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))})",
        _ => "",
    };

    // Where an example of the one is none of the other, no proof need be tried.
    private static bool AreSame(LintRun run, RuleSite one, RuleSite other)
    {
        var pairs = one.Conditions.Zip(other.Conditions).ToList();
        return pairs.TrueForAll(p => ExampleSuits(run, p.First, p.Second) && ExampleSuits(run, p.Second, p.First))
            && run.MayAsk("whether two rules say the same")
            && pairs.TrueForAll(p => Follows(run, p.First, p.Second) && Follows(run, p.Second, p.First));
    }

    private static bool ExampleSuits(LintRun run, ConditionSite one, ConditionSite other) => run.CanHold(one).Example is { } example && other.Condition.Holds(example.Facts);

    private static bool Follows(LintRun run, ConditionSite one, ConditionSite other) => run.Implies(one.Place, one.Claim, other.Claim) == Certainty.Yes;
}

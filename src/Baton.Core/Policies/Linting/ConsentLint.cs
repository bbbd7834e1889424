using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Conditions.Reasoning;

namespace Baton.Core.Policies.Linting;

/// <summary>Rules for what consent settles already, and consent that has nothing to settle.</summary>
internal static class ConsentLint
{
    private const string Consent = "customer.consent.";

    public static void Look(LintRun run)
    {
        foreach (var site in run.Sites.Where(s => s is { Decides: true, Rule: not RoutingRule })) Covered(run, site);
        if (run.World.Agents is not { IsEmpty: false } agents || agents.Any(a => MayContact(a.Definition))) return;
        run.Add(new LintFinding(LintKind.ConsentIdle, "/consent", "No agent may contact customers, so that consent never blocks anything.", LintGrounds.Lookup) { Rules = ["consent:" + ConsentRules.DoNotContact] });
    }

    private static bool MayContact(Agents.AgentDefinition agent) => agent.MayPropose is not { } kinds
        || kinds.Any(k => k.StartsWith("contact", StringComparison.OrdinalIgnoreCase) || k.EndsWith('*') && "contact.".StartsWith(k[..^1], StringComparison.OrdinalIgnoreCase));

    private static void Covered(LintRun run, RuleSite site)
    {
        var names = site.Conditions.SelectMany(c => c.Comparisons()).Select(c => c.Comparison.Field.Path).Where(p => p.StartsWith(Consent, StringComparison.Ordinal)).Select(p => p[Consent.Length..]).Distinct(StringComparer.Ordinal);
        var wishes = names.Select(name => (Name: name, Refused(name))).ToList();
        if (site.Whole.Condition.Reads("customer.doNotContact")) wishes.Add((ConsentRules.DoNotContact, Unwanted));
        foreach (var (name, refused) in wishes)
        {
            if (!run.MayAsk("whether consent decides first")) return;
            if (run.Example(ConditionPlace.Action, site.Whole) is not { } example || run.Implies(ConditionPlace.Action, site.Whole, new Claim(refused)) != Certainty.Yes) continue;
            run.Add(new LintFinding(LintKind.ConsentCovers, site.Pointer, $"Rule {site.Rule.Id} never decides: whenever it would, {(name == ConsentRules.DoNotContact ? "the customer wants no contact" : $"the customer has refused {name}")}, and consent settles that.", LintGrounds.Reasoning)
            {
                Rules = [site.Key, "consent:" + name],
                Example = LintRun.Made(example),
                Fix = site.Removed,
            });
            return;
        }
    }

    private static All Unwanted { get; } = new([ContactCondition.IsContact, ContactCondition.Compare("customer.doNotContact", Operator.Eq, true)]);

    private static All Refused(string name) => new(
    [
        ContactCondition.IsContact,
        new Any([ContactCondition.Compare("action.purpose", Operator.Eq, name), ContactCondition.Compare("action.channel", Operator.Eq, name)]),
        ContactCondition.Compare(Consent + name, Operator.Eq, false),
    ]);
}

using Baton.Core.Arbitration;

namespace Baton.Core.Policies;

/// <summary>Compares policies by what they say.</summary>
public static class PolicyDiff
{
    /// <summary>Every difference, rules in the order of judgement. Empty when both decide alike.</summary>
    public static IReadOnlyList<PolicyChange> Between(Policy before, Policy after)
    {
        var changes = new List<PolicyChange>();
        Compare(changes, "departments", string.Join(", ", before.Departments), string.Join(", ", after.Departments));
        CompareRules(changes, before, after);
        if (IsReordered(before, after)) changes.Add(new PolicyChange(PolicyChangeKind.Changed, "routing order", Order(before), Order(after)));
        Compare(changes, "precedence", before.Precedence?.Sentence, after.Precedence?.Sentence);
        Compare(changes, "consent", before.ConsentSentence, after.ConsentSentence);
        Compare(changes, "handoffs", before.DueTimes.Sentence, after.DueTimes.Sentence);
        return changes;
    }

    /// <summary>A rule with everything that matters of it: its sentence, its name, and whether it decides.</summary>
    public static string Describe(Rule rule)
    {
        var name = rule.Name is { } given ? $"{given}: " : "";
        var mode = !rule.Enabled ? " (off)" : rule.Mode switch
        {
            RuleMode.Shadow => " (in shadow)",
            RuleMode.Canary => $" (in canary for {rule.Share} % of customers{(rule.StopWhen is { } limit ? $", back to shadow when {limit.Sentence}" : "")})",
            _ => "",
        };
        return name + rule.Sentence + mode;
    }

    private static void CompareRules(List<PolicyChange> changes, Policy before, Policy after)
    {
        var old = before.Rules.ToDictionary(Key, StringComparer.Ordinal);
        foreach (var rule in after.Rules) Compare(changes, Key(rule), old.Remove(Key(rule), out var was) ? Describe(was) : null, Describe(rule));
        foreach (var rule in old.Values) Compare(changes, Key(rule), Describe(rule), after: null);
    }

    private static void Compare(List<PolicyChange> changes, string subject, string? before, string? after)
    {
        if (string.Equals(before, after, StringComparison.Ordinal)) return;
        var kind = string.IsNullOrEmpty(before) ? PolicyChangeKind.Added : string.IsNullOrEmpty(after) ? PolicyChangeKind.Removed : PolicyChangeKind.Changed;
        changes.Add(new PolicyChange(kind, subject, before, after));
    }

    private static string Key(Rule rule) => $"{rule.Kind.Name()}:{rule.Id}";

    // The first routing rule that matches decides, so that their order says something too; of the others it does not.
    private static bool IsReordered(Policy before, Policy after) => !Shared(before, after).SequenceEqual(Shared(after, before), StringComparer.Ordinal);

    private static IEnumerable<string> Shared(Policy policy, Policy other) =>
        policy.Routing.Select(r => r.Id).Where(id => other.Routing.Any(r => r.Id == id));

    private static string Order(Policy policy) => string.Join(", ", policy.Routing.Select(r => r.Id));
}

using System.Text.Json.Nodes;
using Baton.Core.Arbitration;
using Baton.Core.Policies;
using Baton.Core.Policies.Drafting;

namespace Baton.Web.Policies;

/// <summary>A rule on the page, as the draft has it or as it decides now.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Json">It as it stands in the document.</param>
/// <param name="Index">Its place in its list.</param>
/// <param name="Change">What becomes of it by the draft; null when nothing does. What is removed is shown as it decides now.</param>
public sealed record RuleEntry(Rule Rule, JsonObject Json, int Index, PolicyChangeKind? Change)
{
    /// <summary>It as <c>kind:id</c>.</summary>
    public string Reference => $"{Rule.Kind.Name()}:{Rule.Id}";

    /// <summary>The rules of a kind, in the draft's order, with what the draft takes out at the end.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="shown">The policy that is shown.</param>
    /// <param name="published">What decides now.</param>
    /// <param name="changes">What differs between the two.</param>
    public static IReadOnlyList<RuleEntry> Of(RuleKind kind, Policy shown, Policy published, IReadOnlyList<PolicyChange> changes)
    {
        var kinds = changes.ToDictionary(change => change.Subject, change => change.Kind, StringComparer.Ordinal);
        var entries = Of(kind, shown).Select(entry => entry with { Change = kinds.TryGetValue(entry.Reference, out var change) ? change : null });
        var removed = Of(kind, published).Where(entry => kinds.TryGetValue(entry.Reference, out var change) && change == PolicyChangeKind.Removed);
        return [.. entries, .. removed.Select(entry => entry with { Change = PolicyChangeKind.Removed })];
    }

    private static IEnumerable<RuleEntry> Of(RuleKind kind, Policy policy)
    {
        var json = JsonNode.Parse(policy.Document)?[RuleLists.MemberOf(kind)] as JsonArray ?? [];
        return policy.Rules.Where(rule => rule.Kind == kind).Select((rule, index) => new RuleEntry(rule, json[index]!.AsObject(), index, null));
    }
}

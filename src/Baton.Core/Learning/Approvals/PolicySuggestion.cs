using System.Text.Json.Nodes;
using Baton.Core.Arbitration;
using Baton.Core.Policies.Drafting;

namespace Baton.Core.Learning.Approvals;

/// <summary>A change of the policy that people's answers speak for.</summary>
/// <param name="Rule">The id of the approval rule whose cases they were.</param>
/// <param name="Found">Where people nearly always say the same.</param>
/// <param name="Sentence">What is suggested, for people.</param>
/// <param name="Edit">Exactly that change, as an edit of the draft.</param>
public sealed record PolicySuggestion(string Rule, FoundRegion Found, string Sentence, DraftEdit Edit)
{
    /// <summary>Names the suggestion, whatever its thresholds are: with more evidence it is still this one.</summary>
    public string Key => $"{Rule}|{(Found.Approve ? "allow" : "suppress")}|{Found.Region.Shape}";

    /// <summary>What the cases of an approval rule speak for: letting a part of them through, and refusing a part; either may be missing.</summary>
    /// <param name="rule">The rule as it stands in the document.</param>
    /// <param name="cases">Its cases, and what people said.</param>
    public static IEnumerable<PolicySuggestion> Of(JsonObject rule, IReadOnlyCollection<ApprovalCase> cases)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var id = rule["id"]!.GetValue<string>();
        foreach (var approve in new[] { true, false })
        {
            if (RegionSearch.Find(cases, approve) is not { } found) continue;
            var things = RegionWords.Things(found.Region, [.. cases.Where(found.Region.Has)]);
            yield return approve
                ? new PolicySuggestion(id, found, $"People approved {found.Agreeing} of the last {found.Count} {things}: allow them without approval?", Allowing(rule, found.Region))
                : new PolicySuggestion(id, found, $"People said no to {found.Agreeing} of the last {found.Count} {things}: suppress them without asking?", Suppressing(rule, found.Region));
        }
    }

    // A threshold that the rule has already is moved, so that it stays as readable as it was; anything else becomes an exception.
    private static DraftEdit Allowing(JsonObject rule, Region region)
    {
        if (region.ToJson() is not { } condition) return new RemoveRule(RuleKind.Approval, rule.DeepClone().AsObject());
        var parts = Parts(rule["when"]!);
        if (region.Tests is [{ Text: null } test] && parts.FindIndex(part => IsOtherSide(part, test)) is >= 0 and var at)
            parts[at] = new JsonObject { ["field"] = test.Field, ["op"] = test.Op == "lt" ? "gte" : "lt", ["value"] = test.Number };
        else parts.Add(new JsonObject { ["not"] = condition });
        var changed = rule.DeepClone().AsObject();
        changed["when"] = Joined(parts);
        return new PutRule(RuleKind.Approval, changed, rule.DeepClone().AsObject());
    }

    private static PutRule Suppressing(JsonObject rule, Region region)
    {
        var id = rule["id"]!.GetValue<string>();
        var parts = Parts(rule["when"]!);
        parts.AddRange(region.Tests.Select(test => (JsonNode)test.ToJson()));
        return new PutRule(RuleKind.Guardrail, new JsonObject { ["id"] = id[..Math.Min(id.Length, 61)] + "-no", ["when"] = Joined(parts), ["then"] = "suppress" });
    }

    private static bool IsOtherSide(JsonNode part, RegionTest test) =>
        part is JsonObject { Count: 3 } leaf && leaf["field"]?.ToString() == test.Field && leaf["value"] is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number
        && (test.Op == "lt" ? leaf["op"]?.ToString() is "gt" or "gte" : leaf["op"]?.ToString() is "lt" or "lte");

    private static List<JsonNode> Parts(JsonNode when) => when is JsonObject { Count: 1 } one && one["all"] is JsonArray all ? [.. all.Select(part => part!.DeepClone())] : [when.DeepClone()];

    private static JsonNode Joined(List<JsonNode> parts) => parts is [var only] ? only : new JsonObject { ["all"] = new JsonArray([.. parts]) };
}

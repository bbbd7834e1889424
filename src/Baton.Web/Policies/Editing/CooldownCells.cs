using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Events;
using Baton.Core.Policies;

namespace Baton.Web.Policies.Editing;

/// <summary>A cooldown that says nothing but this: after these departments contacted the customer, those wait for a time.</summary>
/// <param name="Rule">The rule as read.</param>
/// <param name="Json">The rule as it stands in the document.</param>
/// <param name="Acted">The departments whose contact starts it.</param>
/// <param name="Waits">The departments that wait.</param>
public sealed record CooldownCell(CooldownRule Rule, JsonObject Json, ImmutableArray<string> Acted, ImmutableArray<string> Waits)
{
    /// <summary>Whether it says that of these two.</summary>
    public bool Covers(string acted, string waits) => Acted.Contains(acted, StringComparer.OrdinalIgnoreCase) && Waits.Contains(waits, StringComparer.OrdinalIgnoreCase);
}

/// <summary>
/// The cooldowns of a policy as a grid of departments. A cell is a cooldown whose <c>after</c> asks, in any order, for exactly <c>event.type</c> eq
/// <c>contact.sent</c> (what an allowed contact counts as) and <c>agent.department</c>, whose <c>blocks</c> asks for exactly <c>agent.department</c> and
/// <c>action.kind</c> startsWith <c>contact.</c>, and which delays. A department may be given by <c>eq</c> or <c>in</c>; one of both sides may name several.
/// </summary>
/// <param name="Cells">The rules that are cells, the longest first.</param>
/// <param name="Others">The other cooldowns.</param>
public sealed record CooldownCells(ImmutableArray<CooldownCell> Cells, ImmutableArray<CooldownRule> Others)
{
    /// <summary>Takes the cooldowns of a document apart.</summary>
    public static CooldownCells Of(JsonObject document)
    {
        var cells = ImmutableArray.CreateBuilder<CooldownCell>();
        var others = ImmutableArray.CreateBuilder<CooldownRule>();
        foreach (var json in document["cooldowns"] is JsonArray list ? list.OfType<JsonObject>() : [])
        {
            if (RuleShape.Read(RuleKind.Cooldown, json, []) is not CooldownRule rule) continue;
            if (Read(rule, json) is { } cell) cells.Add(cell);
            else others.Add(rule);
        }

        return new([.. cells.OrderByDescending(cell => cell.Rule.Enabled).ThenByDescending(cell => cell.Rule.For)], others.ToImmutable());
    }

    /// <summary>What holds between two departments: the longest where there are several.</summary>
    public CooldownCell? At(string acted, string waits) => Cells.FirstOrDefault(cell => cell.Covers(acted, waits));

    /// <summary>Every department that a cell names.</summary>
    public IEnumerable<string> Departments => Cells.SelectMany(cell => cell.Acted.Concat(cell.Waits));

    /// <summary>The rules to put so that one department waits so long after another.</summary>
    public IReadOnlyList<JsonObject> Put(string acted, string waits, string span)
    {
        var cell = At(acted, waits);
        if (cell is not { Acted.Length: 1, Waits.Length: 1 })
        {
            var made = Made(acted, waits, span);
            return cell is null ? [made] : [Without(cell, acted, waits), made];
        }

        var rule = cell.Json.DeepClone().AsObject();
        rule["for"] = span;
        if (!cell.Rule.Enabled) rule.Remove("enabled");
        return [rule];
    }

    /// <summary>What to do so that one department does not wait after another any more: a rule to put in place of the old one, or its id to remove.</summary>
    public (JsonObject? Put, string? Remove) Clear(string acted, string waits) => At(acted, waits) switch
    {
        null => (null, null),
        { Acted.Length: 1, Waits.Length: 1 } only => (null, only.Rule.Id),
        var several => (Without(several, acted, waits), null),
    };

    private JsonObject Made(string acted, string waits, string span)
    {
        var name = $"{char.ToUpperInvariant(waits[0])}{waits[1..]} waits after {acted}";
        var taken = Cells.Select(cell => cell.Rule.Id).Concat(Others.Select(rule => rule.Id));
        return new()
        {
            ["id"] = NewRule.FreeId($"{waits} after {acted}", RuleKind.Cooldown, taken),
            ["name"] = name,
            ["after"] = new JsonObject { ["all"] = new JsonArray(Compare("event.type", "eq", EventTypes.ContactSent), Compare("agent.department", "eq", acted)) },
            ["blocks"] = new JsonObject { ["all"] = new JsonArray(Compare("agent.department", "eq", waits), Compare("action.kind", "startsWith", "contact.")) },
            ["for"] = span,
            ["then"] = "delay",
        };
    }

    // The rule for those that it still names.
    private static JsonObject Without(CooldownCell cell, string acted, string waits)
    {
        var rule = cell.Json.DeepClone().AsObject();
        var (member, left) = cell.Acted.Length > 1 ? ("after", cell.Acted.Where(name => !Same(name, acted))) : ("blocks", cell.Waits.Where(name => !Same(name, waits)));
        string[] names = [.. left];
        var comparison = Comparisons(rule[member]!).First(node => ConditionTree.TextOf(node, "field") == "agent.department");
        comparison["op"] = names.Length == 1 ? "eq" : "in";
        comparison["value"] = names is [var only] ? only : new JsonArray([.. names.Select(name => (JsonNode)name)]);
        return rule;
    }

    private static CooldownCell? Read(CooldownRule rule, JsonObject json)
    {
        if (rule.Then != Verdict.Delay) return null;
        var (after, blocks) = (Parts(rule.After).ToList(), Parts(rule.Blocks).ToList());
        if (after.Count != 2 || blocks.Count != 2) return null;
        if (!after.Exists(IsContactSent) || !blocks.Exists(IsContact) || after.Select(DepartmentsOf).FirstOrDefault(d => d is not null) is not { } acted || blocks.Select(DepartmentsOf).FirstOrDefault(d => d is not null) is not { } waits) return null;
        return acted.Length > 1 && waits.Length > 1 ? null : new CooldownCell(rule, json, acted, waits);
    }

    private static IEnumerable<Condition> Parts(Condition condition) => condition switch
    {
        All { Parts: var parts } => parts.SelectMany(Parts),
        Any { Parts: [var only] } => Parts(only),
        _ => [condition],
    };

    private static bool IsContactSent(Condition condition) =>
        condition is Comparison { Field.Path: "event.type", Operator: Operator.Eq or Operator.In } comparison && Texts(comparison) is [var type] && Same(type, EventTypes.ContactSent);

    private static bool IsContact(Condition condition) =>
        condition is Comparison { Field.Path: "action.kind", Operator: Operator.StartsWith } comparison && Texts(comparison) is [var kind] && (Same(kind, "contact.") || Same(kind, "contact"));

    private static ImmutableArray<string>? DepartmentsOf(Condition condition) =>
        condition is Comparison { Field.Path: "agent.department", Operator: Operator.Eq or Operator.In } comparison && Texts(comparison) is { Length: > 0 } names ? [.. names.Distinct(StringComparer.OrdinalIgnoreCase)] : null;

    private static string[] Texts(Comparison comparison) => comparison.Value.ValueKind switch
    {
        JsonValueKind.String => [comparison.Value.GetString()!],
        JsonValueKind.Array when comparison.Value.EnumerateArray().All(value => value.ValueKind == JsonValueKind.String) => [.. comparison.Value.EnumerateArray().Select(value => value.GetString()!)],
        _ => [],
    };

    private static IEnumerable<JsonObject> Comparisons(JsonNode condition) => condition switch
    {
        JsonObject group when ConditionTree.GroupOf(group) is not null => ConditionTree.PartsOf(group).SelectMany(part => Comparisons(part!)),
        JsonObject comparison => [comparison],
        _ => [],
    };

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static JsonObject Compare(string field, string op, string value) => new() { ["field"] = field, ["op"] = op, ["value"] = value };
}

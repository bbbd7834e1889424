using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Policies;

namespace Baton.Web.Policies.Editing;

/// <summary>How rules of each kind stand in the policy document.</summary>
public static class RuleShape
{
    /// <summary>The list of the document in which rules of that kind stand.</summary>
    public static string ListOf(RuleKind kind) => kind switch
    {
        RuleKind.Routing => "routing",
        RuleKind.Cooldown => "cooldowns",
        RuleKind.Hold => "holds",
        RuleKind.Cap => "caps",
        RuleKind.QuietHours => "quietHours",
        RuleKind.Approval => "approvals",
        RuleKind.Guardrail => "guardrails",
        RuleKind.Loop => "loops",
        RuleKind.Triage => "triage",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Rules of this kind do not stand in a list."),
    };

    /// <summary>Where a member of a rule stands as a condition; null when it is none.</summary>
    public static ConditionPlace? PlaceOf(RuleKind kind, string member) => (kind, member) switch
    {
        (RuleKind.Routing, "when") => ConditionPlace.Routing,
        (RuleKind.Loop, "when") => ConditionPlace.Routing,
        (RuleKind.Triage, "when") => ConditionPlace.Triage,
        (RuleKind.Cooldown, "after") => ConditionPlace.CooldownStart,
        (RuleKind.Hold, "while") => ConditionPlace.HoldWhile,
        (_, "when" or "blocks") => ConditionPlace.Action,
        _ => null,
    };

    /// <summary>Reads one rule as the policy's own reader does; the faults' places begin at the rule.</summary>
    public static Rule? Read(RuleKind kind, JsonObject rule, List<Fault> faults)
    {
        var list = ListOf(kind);
        var found = new List<Fault>();
        var policy = PolicyReader.Read(JsonSerializer.SerializeToElement(new JsonObject { [list] = new JsonArray(rule.DeepClone()) }), version: 0, found);
        faults.AddRange(found.Select(fault => fault with { Pointer = fault.Pointer[Math.Min(list.Length + 3, fault.Pointer.Length)..] }));
        return policy?.Rules.Single();
    }
}

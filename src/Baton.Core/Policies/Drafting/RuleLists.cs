using Baton.Core.Arbitration;

namespace Baton.Core.Policies.Drafting;

/// <summary>The lists of rules of a policy document.</summary>
public static class RuleLists
{
    /// <summary>Every kind of rule that is written in a list, in the order of the document.</summary>
    public static IReadOnlyList<RuleKind> Kinds { get; } =
        [RuleKind.Routing, RuleKind.Cooldown, RuleKind.Hold, RuleKind.Cap, RuleKind.QuietHours, RuleKind.Approval, RuleKind.Guardrail, RuleKind.Loop, RuleKind.Triage];

    /// <summary>The member of the document that holds the rules of a kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Rules of that kind are not written in a list.</exception>
    public static string MemberOf(RuleKind kind) => kind switch
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
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No list of a policy holds rules of that kind."),
    };
}

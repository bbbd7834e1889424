using Baton.Core.Arbitration;
using Baton.Core.Policies;

namespace Baton.Web.Policies;

/// <summary>The rules of one kind, as a section of the page.</summary>
/// <param name="Tab">Names it in the URL.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Says">What rules of this kind do, in one sentence.</param>
/// <param name="Rules">The rules, in their order.</param>
public sealed record PolicySection(string Tab, string Title, string Says, IReadOnlyList<Rule> Rules)
{
    /// <summary>The tab of departments, precedence and consent.</summary>
    public const string Departments = "departments";

    /// <summary>How an action is judged, in one line.</summary>
    public const string OrderOfJudgement =
        "Every action is judged in this order: the agent's permission, consent, a person's ownership, holds, guardrails, approvals, quiet hours, cooldowns and caps, competition. "
        + "All are asked, and the strictest word counts: suppress, then escalate, then delay, then allow.";

    /// <summary>Every kind, in the order of judgement, routing first because it comes before any action.</summary>
    public static IReadOnlyList<PolicySection> Of(Policy policy) =>
    [
        new(RuleKind.Routing.Name(), "Routing", "Where events go. The first rule that fits decides.", [.. policy.Routing]),
        new(RuleKind.Hold.Name(), "Holds", "While something is the case, some actions are not done.", [.. policy.Holds]),
        new(RuleKind.Guardrail.Name(), "Guardrails", "What is never done as it is.", [.. policy.Guardrails]),
        new(RuleKind.Approval.Name(), "Approvals", "What needs a person's yes.", [.. policy.Approvals]),
        new(RuleKind.QuietHours.Name(), "Quiet hours", "When the customer is left in peace.", [.. policy.QuietHours]),
        new(RuleKind.Cooldown.Name(), "Cooldowns", "After something happened, some actions wait.", [.. policy.Cooldowns]),
        new(RuleKind.Cap.Name(), "Caps", "How often something is done at most.", [.. policy.Caps]),
    ];
}

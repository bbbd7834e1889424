using Baton.Core.Arbitration;
using Baton.Core.Policies;

namespace Baton.Web.Policies;

/// <summary>The rules of one kind, as a section of the page.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Says">What rules of this kind do, in one sentence.</param>
/// <param name="Rules">The rules, in their order.</param>
public sealed record PolicySection(RuleKind Kind, string Title, string Says, IReadOnlyList<RuleEntry> Rules)
{
    /// <summary>Names it in the URL.</summary>
    public string Tab => Kind.Name();

    /// <summary>The tab of departments, precedence and consent.</summary>
    public const string Departments = "departments";

    /// <summary>How an action is judged, in one line.</summary>
    public const string OrderOfJudgement =
        "Every action is judged in this order: the agent's permission, consent, a person's ownership, holds, guardrails, approvals, quiet hours, cooldowns and caps, competition. "
        + "All are asked, and the strictest word counts: suppress, then escalate, then delay, then allow.";

    /// <summary>Every kind, in the order of judgement, routing first because it comes before any action.</summary>
    /// <param name="shown">The policy that is shown: the draft, or what decides now.</param>
    /// <param name="published">What decides now.</param>
    /// <param name="changes">What differs between the two.</param>
    public static IReadOnlyList<PolicySection> Of(Policy shown, Policy published, IReadOnlyList<PolicyChange> changes) =>
    [
        .. new (RuleKind Kind, string Title, string Says)[]
        {
            (RuleKind.Routing, "Routing", "Where events go. The first rule that fits decides."),
            (RuleKind.Hold, "Holds", "While something is the case, some actions are not done."),
            (RuleKind.Guardrail, "Guardrails", "What is never done as it is."),
            (RuleKind.Approval, "Approvals", "What needs a person's yes."),
            (RuleKind.QuietHours, "Quiet hours", "When the customer is left in peace."),
            (RuleKind.Cooldown, "Cooldowns", "After something happened, some actions wait."),
            (RuleKind.Cap, "Caps", "How often something is done at most."),
            (RuleKind.Loop, "Loops", "How much work agents get at most, so that a circle is stopped before the next call."),
            (RuleKind.Triage, "Triage", "How urgent a case for people is and which queue gets it. The first rule that fits decides."),
        }.Select(one => new PolicySection(one.Kind, one.Title, one.Says, RuleEntry.Of(one.Kind, shown, published, changes))),
    ];
}

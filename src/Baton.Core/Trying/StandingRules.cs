using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Policies;

namespace Baton.Core.Trying;

/// <summary>What stands above the rules of a policy, in words.</summary>
public static class StandingRules
{
    /// <summary>A rule as one plain sentence, or what stands above the rules; null when the policy has it no longer.</summary>
    /// <param name="reference">As <c>kind:id</c>.</param>
    /// <param name="policy">The policy.</param>
    public static string? SentenceOf(string reference, Policy policy)
    {
        if (policy.Rules.FirstOrDefault(rule => $"{rule.Kind.Name()}:{rule.Id}" == reference) is { } rule) return rule.Sentence;
        RuleKind? kind = reference.Split(':')[0] switch { "permission" => RuleKind.Permission, "consent" => RuleKind.Consent, "handoff" => RuleKind.Ownership, "precedence" => RuleKind.Precedence, _ => null };
        return kind is { } above ? Sentence(above, policy) : null;
    }

    /// <summary>What it says.</summary>
    public static string Sentence(RuleKind kind, Policy policy) => kind switch
    {
        RuleKind.Permission => "An agent does only what its definition lists, and nothing while it is paused.",
        RuleKind.Consent => $"{policy.ConsentSentence} Nor is anybody contacted for what they did not agree to.",
        RuleKind.Ownership => "While a person owns a case of the customer, no agent contacts that customer.",
        RuleKind.Precedence => policy.Precedence?.Sentence ?? "Departments do not compete for a customer.",
        RuleKind.Approval => "A person's no needs no rule.",
        _ => kind.Name(),
    };

    /// <summary>Why it has nothing against an action, without a full stop.</summary>
    public static string Content(RuleKind kind, Facts facts) => kind switch
    {
        RuleKind.Permission => $"{facts.Action!.Agent} is defined, not paused, and may do {facts.Action.Kind}",
        _ when !facts.Action!.IsContact => "It is about contacts only, and this is none",
        RuleKind.Consent => "The customer wants to be contacted, or has at least refused nothing that this is about",
        RuleKind.Ownership => "Nobody has taken over a case of this customer",
        RuleKind.Precedence => "Departments do not compete in this policy",
        _ => "It did not apply",
    };
}

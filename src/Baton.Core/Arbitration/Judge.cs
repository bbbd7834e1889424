using System.Collections.Immutable;
using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Core.Policies;

namespace Baton.Core.Arbitration;

/// <summary>
/// Answers "may this be done to this customer, now?". Every rule is evaluated and kept; the strictest verdict wins: suppress, then
/// escalate, then delay (to the latest time), then allow; among equals the one that comes earlier in the order of judgement.
/// </summary>
public static class Judge
{
    /// <summary>Judges an action.</summary>
    /// <param name="customer">The customer as known now.</param>
    /// <param name="proposal">What is asked.</param>
    /// <param name="agent">Who asks; null when no agent of that name is known.</param>
    /// <param name="policy">The rules.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <param name="earlier">The action as decided before, when it is decided again.</param>
    /// <param name="said">The words with which a person lets it through now, without waiting for anything; null when nobody does.</param>
    /// <param name="until">A person lets it through although it was suppressed: the end of the permit, UTC; null when nobody does.</param>
    public static Ruling Rule(CustomerState customer, Proposal proposal, AgentDefinition? agent, Policy policy, DateTimeOffset now, ActionRecord? earlier = null, string? said = null, DateTimeOffset? until = null)
    {
        var inquiry = new Inquiry(customer, proposal, agent, policy, now, earlier, said, until);
        var findings = inquiry.Approved || said is not null ? Content(Consider(inquiry), inquiry) : Consider(inquiry);
        var strictest = Strictest(findings);
        return strictest is null ? Allowed(inquiry, findings) : Against(inquiry, strictest, findings);
    }

    // The order of judgement.
    private static ImmutableArray<Finding> Consider(Inquiry q)
    {
        var policy = q.Policy;
        var findings = ImmutableArray.CreateBuilder<Finding>(4 + policy.Holds.Length + policy.Guardrails.Length + policy.Approvals.Length + policy.QuietHours.Length + policy.Cooldowns.Length + policy.Caps.Length);
        findings.Add(Permission.Judge(q));
        findings.Add(ConsentRules.Judge(q));
        findings.Add(Ownership.Judge(q));
        foreach (var rule in policy.Holds) if (rule.Enabled) findings.Add(Holds.Judge(q, rule));
        foreach (var rule in policy.Guardrails) if (rule.Enabled) findings.Add(Guardrails.Judge(q, rule));
        foreach (var rule in policy.Approvals) if (rule.Enabled) findings.Add(Guardrails.Judge(q, rule));
        foreach (var rule in policy.QuietHours) if (rule.Enabled) findings.Add(QuietHours.Judge(q, rule));
        foreach (var rule in policy.Cooldowns) if (rule.Enabled) findings.Add(Cooldowns.Judge(q, rule));
        foreach (var rule in policy.Caps) if (rule.Enabled) findings.Add(Caps.Judge(q, rule));
        findings.Add(Competition.Judge(q));
        return findings.ToImmutable();
    }

    // A rule that only wanted a person's yes has it; asked again it would never end. What only wanted time gives way to a person who will not wait.
    private static ImmutableArray<Finding> Content(ImmutableArray<Finding> findings, Inquiry q) => [.. findings.Select(f => f switch
    {
        { Matched: true } when q.Until is not null => Arranges(f.Kind) ? f with { Matched = false, Verdict = null, Until = null, Because = $"{f.Because}; a person let it through all the same" } : f,
        { Matched: true, Verdict: Verdict.Escalate } when q.Approved => f with { Matched = false, Verdict = null, Until = null, Because = "A person said yes" },
        { Matched: true, Verdict: Verdict.Delay } when q.Said is not null => f with { Matched = false, Verdict = null, Until = null, Because = $"{f.Because}; a person did not want to wait" },
        _ => f,
    })];

    // What arranges who comes when gives way to a person who answers for it. What protects the customer does not: consent, a person who has the case, guardrails, and what an agent may do at all.
    private static bool Arranges(RuleKind kind) => kind is RuleKind.Hold or RuleKind.Approval or RuleKind.QuietHours or RuleKind.Cooldown or RuleKind.Cap or RuleKind.Precedence;

    private static Finding? Strictest(ImmutableArray<Finding> findings)
    {
        Finding? strictest = null;
        foreach (var finding in findings)
        {
            if (!finding.Matched || finding.Mode == RuleMode.Shadow) continue;

            // The wish not to be contacted stands above everything, whatever verdict the policy gives it.
            if (finding.Code == "do-not-contact") return finding;
            if (strictest is null || finding.Verdict > strictest.Verdict || finding.Verdict == Verdict.Delay && strictest.Verdict == Verdict.Delay && finding.Until > strictest.Until) strictest = finding;
        }

        return strictest;
    }

    private static Ruling Allowed(Inquiry q, ImmutableArray<Finding> findings) => new()
    {
        Action = q.Proposal.Id,
        Verdict = Verdict.Allow,
        Reason = q.Said is { } said ? said + "." : q.Approved ? "A person said yes, and nothing else stands against it." : "Nothing stands against it.",
        ReasonCode = "allowed",
        Considered = findings,
        PermitExpires = q.Until ?? q.Now + q.Agent!.Permit,
        Fence = q.Customer.Fence,
        Starts = Cooldowns.StartedBy(q.Proposal, q.Now, q.Customer, q.Policy, q.Agent),
        Approved = q.Approved,
        Department = q.Agent!.Department,
        Asked = q.Proposal,
    };

    private static Ruling Against(Inquiry q, Finding finding, ImmutableArray<Finding> findings) => new()
    {
        Action = q.Proposal.Id,
        Verdict = finding.Verdict!.Value,
        Until = finding.Verdict == Verdict.Delay ? finding.Until : null,
        Reason = finding.Because + ".",
        ReasonCode = finding.Code!,
        Rule = new RuleRef(finding.Kind, finding.Id, q.Policy.Version),
        WouldUnlock = finding.Unlock,
        RetryAt = finding.Until,
        Considered = findings,
        Approved = q.Approved,
        Queue = finding.Verdict == Verdict.Escalate ? finding.Queue ?? q.Agent?.Queue ?? "general" : null,
        Department = q.Agent?.Department,
        Asked = q.Proposal,
        Act = finding.Act,
    };
}

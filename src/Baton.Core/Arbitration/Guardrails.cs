using Baton.Core.Policies;

namespace Baton.Core.Arbitration;

/// <summary>Guardrails on what is said or done, and approvals by people.</summary>
internal static class Guardrails
{
    public static Finding Judge(Inquiry q, GuardrailRule rule) =>
        rule.When.FirstMiss(q.Facts) is { } miss ? q.About(rule, miss)
        : q.About(rule) with
        {
            Matched = true,
            Verdict = rule.Then,
            Code = "guardrail",
            Because = $"Guardrail {rule.Id}: {rule.When.Sentence}",
            Unlock = rule.Then == Verdict.Escalate ? "approval by a person" : "an action that does not do this",
            Queue = rule.Queue,
        };

    public static Finding Judge(Inquiry q, ApprovalRule rule) =>
        rule.When.FirstMiss(q.Facts) is { } miss ? q.About(rule, miss)
        : q.About(rule) with
        {
            Matched = true,
            Verdict = Verdict.Escalate,
            Code = "approval",
            Because = $"A person of {rule.Queue} must approve it: {rule.When.Sentence}",
            Unlock = $"approval by a person of {rule.Queue}",
            Queue = rule.Queue,
        };
}

using Baton.Core.Timeline;

namespace Baton.Core.Arbitration;

/// <summary>While a person owns a handoff of the customer, no agent contacts that customer.</summary>
internal static class Ownership
{
    public static Finding Judge(Inquiry q) => q.Proposal.IsContact && q.Customer.Owned is { Owner: { } owner } handoff
        ? new Finding(RuleKind.Ownership, handoff.Id)
        {
            Matched = true,
            Verdict = Verdict.Suppress,
            Code = "human-owns",
            Act = "took over this customer's case",
            Because = $"{owner} took over this customer's case {Spans.Ago(handoff.Claimed ?? q.Now, q.Now)}",
            Unlock = "the handoff's resolution or release",
        }
        : new Finding(RuleKind.Ownership, "human-owns");
}

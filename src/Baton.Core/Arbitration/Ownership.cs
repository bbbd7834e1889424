using Baton.Core.Customers;
using Baton.Core.Handoffs;
using Baton.Core.Policies;
using Baton.Core.Timeline;

namespace Baton.Core.Arbitration;

/// <summary>While a person owns a handoff of the customer, nobody else contacts that customer.</summary>
internal static class Ownership
{
    public static Finding Judge(Inquiry q) => Against(q.Customer, q.Proposal) is { Owner: { } owner } handoff
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

    /// <summary>The owned handoff that stands against a contact; null when none does. It does not stand against its owner.</summary>
    public static OpenHandoff? Against(CustomerState customer, Proposal proposal) =>
        !proposal.IsContact || proposal.IsPersons && customer.Handoffs.Any(h => h.Owner == proposal.Agent) ? null : customer.Owned;
}

namespace Baton.Core.Arbitration;

/// <summary>What the customer agreed to: no contact at all, or none for this purpose or on this channel.</summary>
internal static class ConsentRules
{
    public const string DoNotContact = "doNotContact";

    public static Finding Judge(Inquiry q)
    {
        if (!q.Proposal.IsContact) return new Finding(RuleKind.Consent, DoNotContact);
        if (q.Customer.DoNotContact && !(q.Approved && q.Until is null && q.Policy.DoNotContact == Verdict.Escalate))
        {
            return new Finding(RuleKind.Consent, DoNotContact)
            {
                Matched = true,
                Verdict = q.Policy.DoNotContact,
                Code = "do-not-contact",
                Act = "The customer does not want to be contacted",
                Because = "The customer does not want to be contacted",
                Unlock = "the customer's consent",
            };
        }

        return Refused(q, q.Proposal.Purpose) ?? Refused(q, q.Proposal.Channel) ?? new Finding(RuleKind.Consent, DoNotContact);
    }

    private static Finding? Refused(Inquiry q, string? name) =>
        name is null || !q.Customer.Consent.TryGetValue(name, out var granted) || granted ? null : new Finding(RuleKind.Consent, name)
        {
            Matched = true,
            Verdict = Verdict.Suppress,
            Code = "consent",
            Act = $"The customer has not agreed to {name}",
            Because = $"The customer has not agreed to {name}",
            Unlock = $"the customer's consent to {name}",
        };
}

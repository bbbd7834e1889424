using System.Collections.Immutable;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;

namespace Baton.Core.Handoffs;

/// <summary>A person who takes a case stands as a fence before the customer: no contact that was only allowed goes out any more.</summary>
internal static class Fences
{
    /// <summary>The fence after an event: higher when a case has another owner than before, whatever act it was.</summary>
    public static long After(CustomerState before, CustomerState after)
    {
        if (before.Handoffs == after.Handoffs) return before.Fence;
        var fence = before.Fence;
        foreach (var handoff in after.Handoffs)
        {
            if (handoff.Owner is { } owner && before.Handoffs.FirstOrDefault(h => h.Id == handoff.Id)?.Owner != owner) fence++;
        }

        return fence;
    }

    /// <summary>The person who has the handoff after an event and did not have it before; null when it is nobody new.</summary>
    public static string? Taker(CustomerState state, Event e, OpenHandoff handoff) =>
        HandoffChanges.Apply(state, e).Handoffs.FirstOrDefault(h => h.Id == handoff.Id)?.Owner is { } owner && owner != handoff.Owner ? owner : null;

    /// <summary>The permits that are void once that person has a case: of every contact that is not on its way yet, but the person's own.</summary>
    public static ImmutableArray<ActionChange> Voided(CustomerState state, string person) =>
        [.. state.Actions.Where(a => a.Status == ActionStatus.Allowed && a.Proposal.IsContact && !(a.Proposal.IsPersons && a.Proposal.Agent == person)).Select(a => new ActionChange(a.Proposal.Id, ActionStatus.Void))];

    /// <summary>What a person who takes over cannot call back, as a sentence to add; empty when there is nothing.</summary>
    public static string OnItsWay(CustomerState state)
    {
        var begun = state.Actions.Where(a => a.Status == ActionStatus.Begun && a.Proposal.IsContact).Select(a => $"{a.Proposal.Kind} by {a.Proposal.Agent}").ToList();
        return begun.Count == 0 ? "" : $". On its way already: {string.Join(", ", begun)}";
    }
}

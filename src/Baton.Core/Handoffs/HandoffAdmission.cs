using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;

namespace Baton.Core.Handoffs;

/// <summary>Whether an act on a handoff means anything where it stands. Exactly one owner, and everybody else is told who.</summary>
internal static class HandoffAdmission
{
    public static Refusal? Refuse(CustomerState state, Event e)
    {
        if (HandoffChanges.Find(state, e) is not { } handoff) return new Refusal(RefusalKind.Gone, "This handoff is resolved already, or there is none of this id.");
        if (e.Type == EventTypes.HandoffNoted) return null;
        return e.Actor.Kind == ActorKind.Person && e.Data.Number("claims") is null ? OfPerson(state, handoff, e) : OfTime(handoff, e);
    }

    private static Refusal? OfPerson(CustomerState state, OpenHandoff handoff, Event e)
    {
        var me = e.Actor.Name;
        if (e.Type == EventTypes.HandoffUndone) return handoff.Ending is { By: var by } && by == me ? null : new Refusal(RefusalKind.Gone, "There is nothing to undo: it is done, or somebody else did it.");
        if (handoff.Ending is { } ending && e.Type != EventTypes.HandoffTakenOver) return new Refusal(ending.By == me ? RefusalKind.Already : RefusalKind.Taken, $"{ending.By} has ended this handoff.", ending.By);
        if (handoff.MergedInto is { } into && e.Type != EventTypes.HandoffResolved) return new Refusal(RefusalKind.Stale, $"This handoff is part of {into} now.");
        if (e.Type == EventTypes.HandoffTakenOver) return handoff.Owner == me ? new Refusal(RefusalKind.Already, "You have this handoff already.", me) : null;
        if (handoff.Owner is { } owner && owner != me) return Taken(owner);
        return e.Type switch
        {
            EventTypes.HandoffClaimed when handoff.Owner is not null => new Refusal(RefusalKind.Already, "You have this handoff already.", handoff.Owner),
            EventTypes.HandoffClaimed when handoff.Offer is { } offer && offer.To != me && offer.Until > e.Received => new Refusal(RefusalKind.Taken, $"It is offered to {offer.To} just now.", offer.To),
            EventTypes.HandoffResolved or EventTypes.HandoffEnding when Admission.IsOwnWord(state, handoff, e) => new Refusal(RefusalKind.NotTheirs, "A rule wants somebody else's yes to what you want to say. A colleague can approve it."),
            EventTypes.HandoffReleased when handoff.Owner is null => new Refusal(RefusalKind.Already, "Nobody has this handoff."),
            EventTypes.HandoffAccepted or EventTypes.HandoffBounced when handoff.Passing is null => new Refusal(RefusalKind.Already, "Nobody gave you this handoff, or you have accepted it already.", handoff.Owner),
            EventTypes.HandoffOfferPassed when handoff.Offer?.To != me => new Refusal(RefusalKind.Gone, "It is not offered to you any more."),
            EventTypes.HandoffWoken when handoff.Snooze is null => new Refusal(RefusalKind.Already, "It does not sleep."),
            EventTypes.HandoffMerged => OfMerge(state, handoff, e),
            _ => null,
        };
    }

    // What comes due was set for one claim of it; in a later one it means nothing.
    private static Refusal? OfTime(OpenHandoff handoff, Event e)
    {
        var past = new Refusal(RefusalKind.Gone, "It has gone on meanwhile.");
        if (e.Data.Number("claims") is { } claims && (int)claims != handoff.Claims) return past;
        return e.Type switch
        {
            EventTypes.HandoffOffered when !handoff.Waits || handoff.Offer is not null => past,
            EventTypes.HandoffOfferPassed when handoff.Offer is not { } offer || (offer.Until > e.Received && e.Data.Text("left") != offer.To) => past,
            EventTypes.HandoffBounced when handoff.Passing is not { } passing || passing.Until > e.Received => past,
            EventTypes.HandoffWoken when handoff.Snooze is not { } snooze || snooze.Until > e.Received => past,
            EventTypes.HandoffReleased when handoff.Owner is null || handoff.Ending is not null => past,
            EventTypes.HandoffResolved when e.Data.Text("with") is null && (handoff.Ending is not { } ending || ending.At > e.Received) => past,
            EventTypes.HandoffWarned when HandoffChanges.ClockOf(e) is not { } clock || handoff.Warned.Contains(clock) || !HandoffClocks.Runs(handoff, clock) => past,
            EventTypes.HandoffBreached when HandoffChanges.ClockOf(e) is not { } clock || handoff.Breached.Contains(clock) || !HandoffClocks.Runs(handoff, clock) || HandoffClocks.DueOf(handoff, clock) > e.Received => past,
            _ => null,
        };
    }

    private static Refusal? OfMerge(CustomerState state, OpenHandoff handoff, Event e)
    {
        if (state.Handoffs.FirstOrDefault(h => h.Id == e.Data.Text("into")) is not { } into) return new Refusal(RefusalKind.Gone, "The handoff to merge it into is resolved, or of another customer.");
        if (into.Id == handoff.Id || into.MergedInto is not null) return new Refusal(RefusalKind.Stale, $"{into.Id} is part of another handoff itself.");
        if (into.Owner is { } owner && owner != e.Actor.Name) return Taken(owner);
        return state.Handoffs.Any(h => h.MergedInto == handoff.Id) ? new Refusal(RefusalKind.Stale, "Others were merged into this one: merge the other way round.") : null;
    }

    private static Refusal Taken(string owner) => new(RefusalKind.Taken, $"{owner} has this handoff.", owner);
}

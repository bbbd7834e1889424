using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Core.Events;

namespace Baton.Core.Handoffs;

/// <summary>What acts do to a handoff: waiting → claimed → resolved, with the ways back to waiting, to another owner, to sleep and into another handoff.</summary>
internal static class HandoffChanges
{
    /// <summary>The longest time for which a case sleeps when only the customer's answer is to wake it.</summary>
    public static readonly TimeSpan LongestSleep = TimeSpan.FromDays(90);

    public static CustomerState Apply(CustomerState state, Event e)
    {
        // An answer to an action answers the handoff that asked about it.
        if (e.Type == EventTypes.ActionAnswered) return Without(state, state.Handoffs.FirstOrDefault(h => h.Action is { } action && action == e.Data.Text("action")));
        if (e.Type == EventTypes.MessageReceived) return Woken(state, e);
        if (e.Type == EventTypes.ActionProposed && e.Actor.Kind == ActorKind.Person && e.Data.Text("purpose") == HandoffAnswer.Purpose) return Answered(state, e);
        if (!e.Type.StartsWith("baton.handoff.", StringComparison.Ordinal) || Find(state, e) is not { } handoff) return state;
        if (e.Type == EventTypes.HandoffResolved) return Without(state, handoff);
        var after = After(handoff, e);
        var handoffs = after == handoff ? state.Handoffs : state.Handoffs.Replace(handoff, after);

        // Whoever had it has the one that it is part of now: no moment is without an owner.
        if (e.Type == EventTypes.HandoffMerged && handoff.Owner is { } owner && handoffs.FirstOrDefault(h => h.Id == after.MergedInto) is { Owner: null } into)
            handoffs = handoffs.Replace(into, Owned(into, owner, e));
        return handoffs == state.Handoffs ? state : state with { Handoffs = handoffs };
    }

    /// <summary>The open handoff that an event names.</summary>
    public static OpenHandoff? Find(CustomerState state, Event e) =>
        e.Data.Text("handoff") is { } id ? state.Handoffs.FirstOrDefault(h => h.Id == id) : null;

    private static OpenHandoff After(OpenHandoff handoff, Event e) => e.Type switch
    {
        EventTypes.HandoffClaimed or EventTypes.HandoffTakenOver => Owned(handoff, e.Actor.Name, e),
        EventTypes.HandoffReleased => Waiting(handoff),
        EventTypes.HandoffTransferred when e.Data.Text("to") is { } person => Owned(handoff, person, e) with { Passing = PassingOf(handoff, e) },
        EventTypes.HandoffTransferred => Waiting(handoff) with { Queue = e.Data.Text("queue") ?? handoff.Queue, Declined = [] },
        EventTypes.HandoffAccepted => handoff with { Passing = null, Touched = e.Received },
        EventTypes.HandoffBounced when handoff.Passing is { WasTheirs: true } passing => Owned(handoff, passing.By, e),
        EventTypes.HandoffBounced => Waiting(handoff) with { Declined = handoff.Owner is { } owner ? handoff.Declined.Add(owner) : handoff.Declined },
        EventTypes.HandoffOffered => handoff with { Offer = new Offer(e.Data.Text("to")!, e.Data.Time("until")!.Value) },
        EventTypes.HandoffOfferPassed => handoff with { Offer = null, Declined = handoff.Offer is { } offer ? handoff.Declined.Remove(offer.To).Add(offer.To) : handoff.Declined },
        EventTypes.HandoffSnoozed => handoff with { Snooze = SnoozeOf(e), Offer = null, Passing = null, Touched = handoff.Owner is null ? null : e.Received },
        EventTypes.HandoffWoken => Awake(handoff, e),
        EventTypes.HandoffMerged => handoff with { MergedInto = e.Data.Text("into"), Owner = null, Claimed = null, Offer = null, Passing = null, Snooze = null },
        EventTypes.HandoffEnding => handoff with { Ending = new Ending(e.Data.Time("at")!.Value, e.Actor.Name, e.Data.Member("end")!.Value), Offer = null, Passing = null },
        EventTypes.HandoffUndone => handoff with { Ending = null, Touched = handoff.Owner is null ? null : e.Received },
        EventTypes.HandoffNoted when handoff.Owner == e.Actor.Name => handoff with { Touched = e.Received },
        EventTypes.HandoffWarned when ClockOf(e) is { } clock => handoff with { Warned = handoff.Warned.Add(clock) },
        EventTypes.HandoffBreached when ClockOf(e) is { } clock => Escalated(handoff, e) with { Breached = handoff.Breached.Add(clock) },
        _ => handoff,
    };

    /// <summary>The clock that an event is about.</summary>
    public static ServiceClock? ClockOf(Event e) => Enum.TryParse<ServiceClock>(e.Data.Text("clock"), ignoreCase: true, out var clock) ? clock : null;

    private static OpenHandoff Owned(OpenHandoff handoff, string person, Event e) => handoff with
    {
        Owner = person,
        Claimed = e.Received,
        Claims = handoff.Claims + 1,
        Touched = e.Received,
        FirstClaimed = handoff.FirstClaimed ?? e.Received,
        Offer = null,
        Passing = null,
        Snooze = null,
        Ending = null,
    };

    private static OpenHandoff Waiting(OpenHandoff handoff) => handoff with { Owner = null, Claimed = null, Touched = null, Offer = null, Passing = null, Snooze = null, Ending = null };

    private static Passing? PassingOf(OpenHandoff handoff, Event e) =>
        e.Data.Time("until") is { } until && e.Data.Text("to") != e.Actor.Name ? new Passing(e.Actor.Name, handoff.Owner == e.Actor.Name, until) : null;

    private static Snooze SnoozeOf(Event e) => new(e.Data.Time("until") ?? e.Received + LongestSleep, e.Data.Flag("forAnswer") is true, e.Received);

    // What it slept through while the customer was waited for does not count against the people.
    private static OpenHandoff Awake(OpenHandoff handoff, Event e) => handoff.Snooze is not { } snooze ? handoff : handoff with
    {
        Snooze = null,
        Touched = handoff.Owner is null ? null : e.Received,
        ResolveDue = snooze.ForAnswer ? handoff.ResolveDue + (e.Received - snooze.Since) : handoff.ResolveDue,
    };

    private static OpenHandoff Escalated(OpenHandoff handoff, Event e) => handoff with
    {
        Queue = handoff.Owner is null && e.Data.Text("queue") is { } queue ? queue : handoff.Queue,
        Priority = Enum.TryParse<Priority>(e.Data.Text("priority"), ignoreCase: true, out var priority) ? priority : handoff.Priority,
    };

    private static CustomerState Woken(CustomerState state, Event e) => state.Handoffs.All(h => h.Snooze is not { ForAnswer: true }) ? state
        : state with { Handoffs = [.. state.Handoffs.Select(h => h.Snooze is { ForAnswer: true } ? Awake(h, e) : h)] };

    private static CustomerState Answered(CustomerState state, Event e) => state.Handoffs.All(h => h.Owner != e.Actor.Name) ? state
        : state with { Handoffs = [.. state.Handoffs.Select(h => h.Owner == e.Actor.Name ? h with { FirstAnswered = h.FirstAnswered ?? e.Received, Touched = e.Received } : h)] };

    // What was merged into one that is gone stands by itself again; those that end with it end in the same commit.
    private static CustomerState Without(CustomerState state, OpenHandoff? ended) => ended is null ? state
        : state with { Handoffs = [.. state.Handoffs.Where(h => h.Id != ended.Id).Select(h => h.MergedInto == ended.Id ? h with { MergedInto = null } : h)] };
}

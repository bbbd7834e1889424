using Baton.Core.Events;
using Baton.Core.Timeline;

namespace Baton.Core.Handoffs;

/// <summary>Acts on handoffs, in words.</summary>
internal static class HandoffSentences
{
    public static string Of(OpenHandoff handoff, Event e)
    {
        var (who, title, note) = (e.Actor.Name, handoff.Title, Remarks.Of(e, "note"));
        return e.Type switch
        {
            EventTypes.HandoffClaimed => $"{who} took over: {title}",
            EventTypes.HandoffTakenOver when handoff.Owner is { } owner => $"{who} took it from {owner}{note}: {title}",
            EventTypes.HandoffTakenOver => $"{who} took over: {title}",
            EventTypes.HandoffReleased when e.Actor == Actor.Baton => $"{handoff.Owner} left it alone for {Spans.Of(e.Received - (handoff.Touched ?? handoff.Claimed ?? e.Received))}; it is back in {handoff.Queue}: {title}",
            EventTypes.HandoffReleased => $"{who} gave it back to {handoff.Queue}: {title}",
            EventTypes.HandoffTransferred when e.Data.Text("to") is { } to => $"{who} gave it to {to}{note}: {title}",
            EventTypes.HandoffTransferred => $"{who} moved it to {e.Data.Text("queue")}{note}: {title}",
            EventTypes.HandoffAccepted => $"{who} accepted it: {title}",
            EventTypes.HandoffBounced => Bounced(handoff, e, note),
            EventTypes.HandoffOffered => $"Offered to {e.Data.Text("to")}{Remarks.Of(e, "why")}: {title}",
            EventTypes.HandoffOfferPassed when e.Data.Text("left") is { } left => $"{left} is {e.Data.Text("state") ?? "away"} now; the next one is asked: {title}",
            EventTypes.HandoffOfferPassed when e.Actor == Actor.Baton => $"{handoff.Offer?.To} did not take it in time; the next one is asked: {title}",
            EventTypes.HandoffOfferPassed => $"{who} let it pass; the next one is asked{note}: {title}",
            EventTypes.HandoffSnoozed => $"{who} put it to sleep {Until(e)}{note}: {title}",
            EventTypes.HandoffWoken when e.Actor == Actor.Baton => $"It woke, since its time came: {title}",
            EventTypes.HandoffWoken => $"{who} woke it: {title}",
            EventTypes.HandoffMerged => $"{who} merged it into {e.Data.Text("into")}: {title}",
            EventTypes.HandoffEnding => $"{who} ends it ({e.Data.Member("end")?.Text("outcome")}), and may undo that until {Spans.Moment(e.Data.Time("at") ?? e.Received)}: {title}",
            EventTypes.HandoffUndone => $"{who} took the end back: {title}",
            EventTypes.HandoffWarned => $"{Clock(e)} runs out at {Spans.Moment(DueOf(handoff, e))}: {title}",
            EventTypes.HandoffBreached => $"{Clock(e)} ran out at {Spans.Moment(DueOf(handoff, e))}{Escalation(e)}: {title}",
            EventTypes.HandoffNoted => $"{who} noted: {Occurrences.Excerpt(e.Data.Text("text") ?? "", 120)}",
            _ => $"{who}: {title}",
        };
    }

    private static string Bounced(OpenHandoff handoff, Event e, string note)
    {
        var back = handoff.Passing is { WasTheirs: true, By: var by } ? $"back to {by}" : $"back in {handoff.Queue}";
        return e.Actor == Actor.Baton ? $"{handoff.Owner} did not accept it in time; it is {back}: {handoff.Title}" : $"{e.Actor.Name} did not accept it; it is {back}{note}: {handoff.Title}";
    }

    private static string Until(Event e)
    {
        var until = e.Data.Time("until") is { } time ? "until " + Spans.Moment(time) : null;
        return e.Data.Flag("forAnswer") is not true ? until ?? "" : until is null ? "until the customer answers" : $"until the customer answers, or {until}";
    }

    private static string Clock(Event e) => HandoffChanges.ClockOf(e) switch
    {
        ServiceClock.Claim => "The time to take it",
        ServiceClock.Answer => "The time for a first answer",
        _ => "The time to resolve it",
    };

    private static string Escalation(Event e) => (e.Data.Text("queue"), e.Data.Text("priority")) switch
    {
        ({ } queue, _) => $"; it goes to {queue}",
        (null, { } priority) => $"; it is {priority} now",
        _ => "",
    };

    private static DateTimeOffset DueOf(OpenHandoff handoff, Event e) => HandoffChanges.ClockOf(e) is { } clock ? HandoffClocks.DueOf(handoff, clock) ?? e.Received : e.Received;
}

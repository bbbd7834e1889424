using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Tests.Stories;
using Baton.Core.Timeline;

namespace Baton.Core.Tests.Handoffs;

/// <summary>Each act on a handoff: what it says, what it changes, and when it is refused.</summary>
public sealed class HandoffActsTests
{
    private const string Ana = "ana@x.test", Ben = "ben@x.test", Id = "c1-h1", Title = "What does this “message.received” mean?";

    private readonly Story _story = new(HandoffLife.Policy);

    public HandoffActsTests() => _story.Tell(EventTypes.MessageReceived, new { other = 1 });

    [Fact]
    public void A_supervisor_takes_it_over_with_a_reason()
    {
        Tell(EventTypes.HandoffClaimed, Ana);

        Assert.Equal($"{Ben} took it from {Ana}: She is ill: {Title}", Tell(EventTypes.HandoffTakenOver, Ben, new { handoff = Id, note = "She is ill." }));
        Assert.Equal((Ben, 2), (_story.Handoff.Owner, _story.Handoff.Claims));
        Refused(RefusalKind.Already, EventTypes.HandoffTakenOver, Ben);
    }

    [Fact]
    public void What_is_given_is_accepted_or_goes_back()
    {
        Tell(EventTypes.HandoffClaimed, Ana);
        Assert.Equal($"{Ana} gave it to {Ben}: Yours: {Title}", Give(Ana, Ben));
        Assert.Equal(new Passing(Ana, WasTheirs: true, _story.Now.AddMinutes(10)), _story.Handoff.Passing);
        Assert.Equal($"{Ben} accepted it: {Title}", Tell(EventTypes.HandoffAccepted, Ben));
        Refused(RefusalKind.Already, EventTypes.HandoffAccepted, Ben);
        Refused(RefusalKind.Stale, EventTypes.HandoffBounced, Ben);

        Give(Ben, Ana);
        Assert.Equal($"{Ana} did not accept it; it is back to {Ben}: Not mine: {Title}", Tell(EventTypes.HandoffBounced, Ana, new { handoff = Id, note = "Not mine." }));
        Assert.Equal((Ben, null), (_story.Handoff.Owner, _story.Handoff.Passing));
    }

    [Fact]
    public void What_nobody_gave_is_not_accepted()
    {
        Refused(RefusalKind.Stale, EventTypes.HandoffAccepted, Ana);
        Refused(RefusalKind.Already, EventTypes.HandoffBounced, Ana);
    }

    [Fact]
    public void What_was_given_out_of_a_queue_goes_back_there_and_its_decliner_is_remembered()
    {
        Give(Ana, Ben);

        Tell(EventTypes.HandoffBounced, Ben);

        Assert.Equal((null, true), (_story.Handoff.Owner, _story.Handoff.Waits));
        Assert.Equal([Ben], _story.Handoff.Declined);
    }

    [Fact]
    public void An_offer_keeps_it_for_one_person_until_they_let_it_pass_or_its_time_is_over()
    {
        Offer(Ben);
        Assert.Equal(Ben, Refused(RefusalKind.Taken, EventTypes.HandoffClaimed, Ana).Owner);
        Refused(RefusalKind.Stale, EventTypes.HandoffOfferPassed, Ana);
        Assert.Equal($"{Ben} let it pass; the next one is asked: {Title}", Tell(EventTypes.HandoffOfferPassed, Ben));
        Assert.Equal([Ben], _story.Handoff.Declined);

        Offer(Ben);
        _story.Wait(TimeSpan.FromMinutes(2));
        Assert.Equal($"{Ben} did not take it in time; the next one is asked: {Title}", ByTime(EventTypes.HandoffOfferPassed));
        Offer(Ben);
        Tell(EventTypes.HandoffClaimed, Ben);
        Assert.Null(_story.Handoff.Offer);
    }

    [Fact]
    public void It_sleeps_until_a_time_or_the_customers_answer_and_what_it_slept_for_them_is_not_held_against_people()
    {
        Assert.Equal($"{Ana} put it to sleep until the customer answers: {Title}", Tell(EventTypes.HandoffSnoozed, Ana, new { handoff = Id, forAnswer = true }));
        Assert.Equal((_story.Now + TimeSpan.FromDays(90), false), (_story.Handoff.Snooze!.Until, _story.Handoff.Waits));
        Assert.False(HandoffClocks.Runs(_story.Handoff with { ResolveDue = _story.Now }, ServiceClock.Resolution));
        _story.Tell(EventTypes.MessageReceived, new { text = "Here is the number." });
        Assert.Null(_story.Handoff.Snooze);
        Refused(RefusalKind.Already, EventTypes.HandoffWoken, Ana);

        Tell(EventTypes.HandoffSnoozed, Ana, new { handoff = Id, until = Rfc3339.Write(_story.Now.AddHours(1)) });
        Assert.Equal(RefusalKind.Gone, _story.Try(EventTypes.HandoffWoken, new { handoff = Id, claims = 0 }, Actor.Baton)!.Kind);
        _story.Wait(TimeSpan.FromHours(1));
        Assert.Equal($"It woke, since its time came: {Title}", ByTime(EventTypes.HandoffWoken));
    }

    [Fact]
    public void It_is_merged_into_an_open_one_and_only_ends_with_it()
    {
        _story.Tell(EventTypes.MessageReceived, new { other = 2 });
        Refused(RefusalKind.Stale, EventTypes.HandoffMerged, Ana, new { handoff = Id, into = Id });
        Refused(RefusalKind.Stale, EventTypes.HandoffMerged, Ana, new { handoff = Id, into = "c1-h9" });
        Tell(EventTypes.HandoffClaimed, Ana);

        Assert.Equal($"{Ana} merged it into c1-h2: {Title}", Tell(EventTypes.HandoffMerged, Ana, new { handoff = Id, into = "c1-h2" }));

        Assert.Equal([null, Ana], _story.State.Handoffs.Select(h => h.Owner));
        Refused(RefusalKind.Stale, EventTypes.HandoffClaimed, Ana);
        Refused(RefusalKind.Stale, EventTypes.HandoffResolved, Ana);
        Refused(RefusalKind.Stale, EventTypes.HandoffMerged, Ana, new { handoff = "c1-h2", into = Id });
        _story.Resolve("c1-h2", Ana, "answered");
        Assert.True(_story.Handoff is { Id: Id, MergedInto: null, Waits: true }); // until its own end in the same commit
    }

    [Fact]
    public void It_is_not_merged_into_one_that_somebody_else_has_or_ends()
    {
        _story.Tell(EventTypes.MessageReceived, new { other = 2 });
        End("c1-h2", Ben);
        Assert.Equal(Ben, Refused(RefusalKind.Stale, EventTypes.HandoffMerged, Ana, new { handoff = Id, into = "c1-h2" }).Owner);

        Tell(EventTypes.HandoffUndone, Ben, new { handoff = "c1-h2" });
        Tell(EventTypes.HandoffClaimed, Ben, new { handoff = "c1-h2" });
        Assert.Equal(Ben, Refused(RefusalKind.Taken, EventTypes.HandoffMerged, Ana, new { handoff = Id, into = "c1-h2" }).Owner);
    }

    [Fact]
    public void An_end_can_be_undone_by_who_ends_it_and_nobody_acts_on_it_meanwhile()
    {
        Tell(EventTypes.HandoffClaimed, Ana);
        Assert.Equal($"{Ana} ends it (answered), and may undo that until {Spans.Moment(_story.Now.AddSeconds(10))}: {Title}", End(Id, Ana));
        Assert.Equal(Ana, Refused(RefusalKind.Taken, EventTypes.HandoffClaimed, Ben).Owner);
        Refused(RefusalKind.Already, EventTypes.HandoffReleased, Ana);
        Refused(RefusalKind.Stale, EventTypes.HandoffUndone, Ben);
        Assert.Equal(RefusalKind.Gone, _story.Try(EventTypes.HandoffResolved, new { handoff = Id, outcome = "answered", claims = 1 }, Actor.Person(Ana))!.Kind);

        Assert.Equal($"{Ana} took the end back: {Title}", Tell(EventTypes.HandoffUndone, Ana));
        Refused(RefusalKind.Stale, EventTypes.HandoffUndone, Ana);

        End(Id, Ana);
        _story.Wait(TimeSpan.FromSeconds(10));
        Assert.Null(_story.Try(EventTypes.HandoffResolved, new { handoff = Id, outcome = "answered", claims = 1 }, Actor.Person(Ana)));
        Assert.Empty(_story.State.Handoffs);
    }

    [Fact]
    public void Whoever_ends_it_or_puts_it_to_sleep_has_accepted_it_and_a_note_of_its_owner_shows_that_it_is_not_left_alone()
    {
        Give(Ana, Ben);
        End(Id, Ben);
        Assert.Null(_story.Handoff.Passing);
        Tell(EventTypes.HandoffUndone, Ben);

        Give(Ben, Ana);
        _story.Wait(TimeSpan.FromMinutes(5));
        Assert.Equal($"{Ana} noted: She called.", Tell(EventTypes.HandoffNoted, Ana, new { handoff = Id, text = "She called." }));
        Assert.Equal(_story.Now, _story.Handoff.Touched);
        Tell(EventTypes.HandoffSnoozed, Ana, new { handoff = Id, forAnswer = true });
        Assert.Null(_story.Handoff.Passing);
    }

    [Fact]
    public void A_case_left_alone_goes_back_and_what_was_said_of_an_earlier_claim_means_nothing()
    {
        Tell(EventTypes.HandoffClaimed, Ana);
        Tell(EventTypes.HandoffReleased, Ana);
        Tell(EventTypes.HandoffClaimed, Ana);
        _story.Wait(TimeSpan.FromMinutes(30));
        Assert.Equal(RefusalKind.Gone, _story.Try(EventTypes.HandoffReleased, new { handoff = Id, claims = 1 }, Actor.Baton)!.Kind);

        Assert.Equal($"{Ana} left it alone for 30 min; it is back in general: {Title}", ByTime(EventTypes.HandoffReleased));
        Assert.True(_story.Handoff.Waits);
    }

    [Fact]
    public void Each_clock_warns_and_runs_out_once()
    {
        Assert.Equal($"The time to take it runs out at {Spans.Moment(_story.Handoff.Due)}: {Title}", ByTime(EventTypes.HandoffWarned, new { clock = "claim" }));
        Assert.NotNull(Late("claim")); // not yet
        _story.Now = _story.Handoff.Due;
        Assert.Equal($"The time to take it ran out at {Spans.Moment(_story.Handoff.Due)}; it goes to leads: {Title}", ByTime(EventTypes.HandoffBreached, new { clock = "claim", queue = "leads" }));

        Assert.Equal("leads", _story.Handoff.Queue);
        Assert.Equal([ServiceClock.Claim], _story.Handoff.Breached);
        Assert.NotNull(Late("claim"));
        Assert.NotNull(Late("answer")); // nothing is promised about it

        Refusal? Late(string clock) => _story.Try(EventTypes.HandoffBreached, new { handoff = Id, claims = 0, clock }, Actor.Baton);
    }

    [Fact]
    public void It_goes_back_to_the_agent_who_asked_with_a_note()
    {
        _story.Propose("care", "refund", purpose: null, id: "r");
        var decision = _story.Tell(EventTypes.HandoffResolved, new { handoff = "c1-h2", outcome = "returned", note = "Ask for the order first." }, Actor.Person(Ana));

        Assert.Equal(("returned", "care"), (Assert.Single(decision.Rulings).ReasonCode, Assert.Single(decision.Tasks).Task.Agent));
        Assert.StartsWith($"{Ana} gave it back to care: Ask for the order first: ", decision.Sentence, StringComparison.Ordinal);
    }

    private string Give(string by, string to) => Tell(EventTypes.HandoffTransferred, by, new { handoff = Id, to, note = "Yours.", until = Rfc3339.Write(_story.Now.AddMinutes(10)) });

    private void Offer(string to) => ByTime(EventTypes.HandoffOffered, new { to, until = Rfc3339.Write(_story.Now.AddMinutes(2)) });

    private string End(string handoff, string person) => Tell(EventTypes.HandoffEnding, person, new { handoff, at = Rfc3339.Write(_story.Now.AddSeconds(10)), end = new { outcome = "answered" } });

    private string Tell(string type, string person, object? data = null) => _story.Tell(type, data ?? new { handoff = Id }, Actor.Person(person)).Sentence;

    private string ByTime(string type, object? more = null)
    {
        var data = System.Text.Json.JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        (data["handoff"], data["claims"]) = (Id, _story.Handoff.Claims);
        return _story.Tell(type, data.ToJsonString(), Actor.Baton).Sentence;
    }

    private Refusal Refused(RefusalKind kind, string type, string person, object? data = null)
    {
        var refusal = _story.Try(type, data ?? new { handoff = Id }, Actor.Person(person));
        Assert.Equal(kind, refusal?.Kind);
        return refusal!;
    }
}

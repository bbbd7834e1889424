using Baton.Core.Agents;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Handoffs.Hours;
using Baton.Core.Handoffs.Queues;
using Baton.Core.Tests.Policies;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Handoffs.Queues;

public sealed class PromiseTests
{
    private const string Ana = "ana@example.com";

    private static readonly WorkingHours Office = new()
    {
        TimeZone = "Europe/Berlin",
        Weekly = [.. new[] { DayOfWeek.Monday, DayOfWeek.Friday }.Select(day => new OpeningHours(day, new(9, 0), new(17, 0)))],
    };

    private static readonly QueueDefinition General = new()
    {
        Name = "general",
        Hours = Office,
        Levels = [new ServiceLevel { Priority = Priority.High, Claim = TimeSpan.FromMinutes(40), Answer = TimeSpan.FromHours(1), Resolution = TimeSpan.FromHours(8) }],
    };

    // A Friday, noon in UTC: one in the afternoon in Berlin.
    private static Story Waiting(params QueueDefinition[] queues)
    {
        var story = new Story(Documents.OfTheContract);
        story.Define(queues.Length == 0 ? [General] : queues);
        story.Tell("message.received", new { text = "Please let me talk to a human" });
        return story;
    }

    [Fact]
    public void A_handoff_is_due_as_its_queue_promises_in_the_queues_hours()
    {
        var handoff = Waiting().Handoff;

        Assert.Equal(handoff.Opened.AddMinutes(40), handoff.Due);
        Assert.Equal(handoff.Opened.AddHours(1), handoff.AnswerDue);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero), handoff.ResolveDue); // four hours on Friday, four on Monday
        Assert.Equal(handoff.Opened.AddMinutes(30), handoff.Warnings!.Claim); // three quarters
    }

    [Fact]
    public void A_level_that_always_runs_does_not_mind_the_hours()
    {
        var always = General with { Levels = [General.Levels[0] with { Always = true }] };
        var handoff = Waiting(always).Handoff;

        Assert.Equal(handoff.Opened.AddHours(8), handoff.ResolveDue);
    }

    [Fact]
    public void Where_the_queue_promises_nothing_the_policy_says_when_it_is_taken()
    {
        var handoff = Waiting(General with { Hours = null, Levels = [] }).Handoff;

        Assert.Equal((handoff.Opened.AddMinutes(10), null, null), (handoff.Due, handoff.AnswerDue, handoff.ResolveDue));
    }

    [Fact]
    public void Another_queue_promises_anew_what_has_not_happened_yet()
    {
        var story = Waiting(General, new QueueDefinition { Name = "finance", Levels = [new ServiceLevel { Priority = Priority.High, Claim = TimeSpan.FromMinutes(5), Resolution = TimeSpan.FromHours(2) }] });
        var before = story.Handoff;
        story.Claim(before.Id, Ana);
        story.Tell(EventTypes.HandoffTransferred, new { handoff = before.Id, queue = "finance" }, Actor.Person(Ana));

        Assert.Equal((before.Due, null, before.Opened.AddHours(2)), (story.Handoff.Due, story.Handoff.AnswerDue, story.Handoff.ResolveDue));
    }

    [Fact]
    public void What_was_left_when_the_customer_was_waited_for_is_left_when_they_answer()
    {
        var story = Waiting();
        story.Claim("c1-h1", Ana);
        story.Wait(TimeSpan.FromHours(1));
        story.Tell(EventTypes.HandoffSnoozed, new { handoff = "c1-h1", forAnswer = true }, Actor.Person(Ana));
        Assert.Null(HandoffClocks.BreachOf(story.Handoff, ServiceClock.Resolution));
        story.Now = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero); // ten on Monday, in Berlin
        story.Tell("message.received", new { text = "Here it is." });

        // One of eight hours was used on Friday: seven are left, on Monday from ten to five.
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 16, 0, 0, TimeSpan.Zero), story.Handoff.ResolveDue);
        Assert.Equal(story.Handoff.ResolveDue, HandoffClocks.BreachOf(story.Handoff, ServiceClock.Resolution));
    }

    [Fact]
    public void A_clock_is_warned_of_and_breached_once_and_only_while_it_runs()
    {
        var story = Waiting();
        story.Wait(TimeSpan.FromMinutes(41));
        story.Tell(EventTypes.HandoffWarned, new { handoff = "c1-h1", clock = "claim" }, Actor.Baton);
        story.Tell(EventTypes.HandoffBreached, new { handoff = "c1-h1", clock = "claim", queue = "seniors", priority = "urgent" }, Actor.Baton);

        Assert.Equal(("seniors", Priority.Urgent), (story.Handoff.Queue, story.Handoff.Priority));
        Assert.Equal(RefusalKind.Gone, story.Try(EventTypes.HandoffBreached, new { handoff = "c1-h1", clock = "claim" }, Actor.Baton)!.Kind);
        Assert.Null(HandoffClocks.WarningOf(story.Handoff, ServiceClock.Claim));
        story.Claim("c1-h1", Ana);
        Assert.NotNull(HandoffClocks.BreachOf(story.Handoff, ServiceClock.Resolution));
    }
}

using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Tests.Policies;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Handoffs;

public sealed class HandoffTests
{
    private const string Ana = "ana@example.com";
    private const string Ben = "ben@example.com";

    private static Story Waiting()
    {
        var story = new Story(Documents.OfTheContract);
        story.Tell("message.received", new { text = "Please let me talk to a human" });
        return story;
    }

    [Fact]
    public void A_customers_wish_for_a_person_opens_one()
    {
        var handoff = Waiting().Handoff;

        Assert.Equal((HandoffCause.AskedForPerson, "general", null, "c1-h1"), (handoff.Cause, handoff.Queue, handoff.Owner, handoff.Id));
        Assert.Equal("Please let me talk to a human", handoff.Title);
        Assert.Equal(handoff.Opened.AddMinutes(10), handoff.Due);
    }

    [Fact]
    public void A_wish_repeated_opens_no_second_one()
    {
        var story = Waiting();

        Assert.Contains("waits already in general", story.Tell("message.received", new { text = "I said I want to speak to a human!" }).Sentence, StringComparison.Ordinal);
        Assert.Single(story.State.Handoffs);
    }

    [Fact]
    public void A_claim_gives_it_one_owner_and_tells_everybody_else_who()
    {
        var story = Waiting();
        story.Claim("c1-h1", Ana);

        Assert.Equal((Ana, story.Now), (story.Handoff.Owner, story.Handoff.Claimed));
        Assert.Equal(new Refusal(RefusalKind.Taken, $"{Ana} has this handoff.", Ana), story.Try(EventTypes.HandoffClaimed, new { handoff = "c1-h1" }, Actor.Person(Ben)));
        Assert.Equal(RefusalKind.Already, story.Try(EventTypes.HandoffClaimed, new { handoff = "c1-h1" }, Actor.Person(Ana))!.Kind);
        Assert.All(new[] { EventTypes.HandoffReleased, EventTypes.HandoffTransferred, EventTypes.HandoffResolved }, type =>
            Assert.Equal(Ana, story.Try(type, new { handoff = "c1-h1", queue = "x" }, Actor.Person(Ben))!.Owner));
    }

    [Fact]
    public void A_release_gives_it_back_to_its_queue()
    {
        var story = Waiting();
        story.Claim("c1-h1", Ana);
        story.Release("c1-h1", Ana);

        Assert.Equal((null, null, "general"), (story.Handoff.Owner, story.Handoff.Claimed, story.Handoff.Queue));
        Assert.Equal(RefusalKind.Already, story.Try(EventTypes.HandoffReleased, new { handoff = "c1-h1" }, Actor.Person(Ana))!.Kind);
        story.Claim("c1-h1", Ben);
        Assert.Equal(Ben, story.Handoff.Owner);
    }

    [Fact]
    public void A_transfer_goes_to_a_person_or_to_a_queue()
    {
        var story = Waiting();
        story.Claim("c1-h1", Ana);
        story.Tell(EventTypes.HandoffTransferred, new { handoff = "c1-h1", to = Ben }, Actor.Person(Ana));
        Assert.Equal(Ben, story.Handoff.Owner);
        story.Tell(EventTypes.HandoffTransferred, new { handoff = "c1-h1", queue = "finance" }, Actor.Person(Ben));

        Assert.Equal((null, "finance"), (story.Handoff.Owner, story.Handoff.Queue));
    }

    [Fact]
    public void A_resolved_one_is_gone()
    {
        var story = Waiting();
        story.Claim("c1-h1", Ana);
        story.Resolve("c1-h1", Ana, "answered");

        Assert.Empty(story.State.Handoffs);
        Assert.Equal(RefusalKind.Gone, story.Try(EventTypes.HandoffResolved, new { handoff = "c1-h1" }, Actor.Person(Ana))!.Kind);
        Assert.Equal(RefusalKind.Gone, story.Try(EventTypes.HandoffClaimed, new { handoff = "c1-h1" }, Actor.Person(Ben))!.Kind);
    }

    [Fact]
    public void While_a_person_owns_it_every_agents_contact_is_suppressed()
    {
        var story = Waiting();
        Assert.Equal(Verdict.Allow, story.Propose("care", purpose: "support").Verdict);
        story.Claim("c1-h1", Ana);
        story.Wait(TimeSpan.FromMinutes(20));

        var ruling = story.Propose("care", purpose: "support");

        Assert.Equal((Verdict.Suppress, "human-owns", "handoff:c1-h1"), (ruling.Verdict, ruling.ReasonCode, ruling.Rule!.ToString()));
        Assert.Equal($"{Ana} took over this customer's case 20 min ago.", ruling.Reason);
        Assert.Equal(Verdict.Allow, story.Propose("care", "customer.update", purpose: null).Verdict);
        story.Resolve("c1-h1", Ana, "answered");
        Assert.Equal(Verdict.Allow, story.Propose("care", purpose: "support", id: "later").Verdict);
    }

    [Fact]
    public void While_a_person_owns_it_the_customers_messages_go_to_no_agent()
    {
        var story = new Story("""{ "routing": [ { "id": "all", "when": { "field": "event.type", "op": "eq", "value": "message.received" }, "to": { "agent": "care" } } ] }""");
        story.Tell("message.received", new { text = "A human please, I want to speak to a human" });
        story.Claim("c1-h1", Ana);

        Assert.Equal($"The customer wrote: “Hello?”; {Ana} has the case and answers.", story.Tell("message.received", new { text = "Hello?" }).Sentence);
        Assert.Empty(story.State.Tasks);
    }

    [Fact]
    public void A_claim_voids_permits_and_what_is_done_on_a_void_one_is_a_breach_that_counts()
    {
        var story = Waiting();
        story.Propose("care", purpose: "support", id: "a");
        Assert.Equal([new ActionChange("a", ActionStatus.Void)], story.Claim("c1-h1", Ana).Changes);

        var decision = story.Report("a", "done");

        Assert.StartsWith("Breach:", decision.Sentence, StringComparison.Ordinal);
        Assert.Equal((ActionStatus.Breach, true), (story.Action("a")!.Status, story.Action("a")!.Counts));
    }

    [Fact]
    public void A_claim_leaves_alone_what_is_done_and_what_is_no_contact()
    {
        var story = Waiting();
        story.Propose("care", purpose: "support", id: "sent");
        story.Report("sent", "done");
        story.Propose("care", "refund", purpose: null, data: new { amount = 5 }, id: "refund");

        Assert.Empty(story.Claim("c1-h1", Ana).Changes);
        Assert.Equal((ActionStatus.Done, ActionStatus.Allowed), (story.Action("sent")!.Status, story.Action("refund")!.Status));
    }

    [Fact]
    public void A_void_permit_stays_void_when_the_person_gives_the_case_back()
    {
        var story = Waiting();
        story.Propose("care", purpose: "support", id: "a");
        story.Claim("c1-h1", Ana);
        story.Release("c1-h1", Ana);

        Assert.Equal(ActionStatus.Void, story.Action("a")!.Status);
    }

    [Fact]
    public void An_approved_action_is_judged_again_and_allowed()
    {
        var story = Refund();
        story.Claim("c1-h1", Ana);

        var decision = story.Resolve("c1-h1", Ana, "approved");

        Assert.Equal(Verdict.Allow, decision.Rulings[0].Verdict);
        Assert.Equal((ActionStatus.Allowed, true), (story.Action("r")!.Status, story.Action("r")!.Approved));
        Assert.StartsWith($"{Ana} resolved it (approved): May care do refund of 400?", decision.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_yes_does_not_lift_what_no_person_was_asked_about()
    {
        var story = new Story(Documents.OfTheContract) { Now = new DateTimeOffset(2026, 11, 20, 22, 0, 0, TimeSpan.Zero) };
        Assert.Equal(Verdict.Escalate, story.Propose("care", purpose: "support", text: "Card 4111 1111 1111 1111", id: "a").Verdict);

        var approved = story.Resolve("c1-h1", Ana, "approved").Rulings[0];

        Assert.Equal((Verdict.Delay, "quiet-hours"), (approved.Verdict, approved.ReasonCode));
        story.Now = approved.Until!.Value;
        Assert.Equal(Verdict.Allow, story.Due("a").Verdict);
    }

    [Theory]
    [InlineData("rejected", "rejected", "ana@example.com said no: too much.")]
    [InlineData("answered", "answered-by-person", "ana@example.com dealt with it otherwise: too much.")]
    [InlineData("other", "answered-by-person", "ana@example.com dealt with it otherwise: too much.")]
    public void Any_other_answer_suppresses_the_action_with_the_persons_words(string outcome, string code, string reason)
    {
        var story = Refund();

        var ruling = story.Resolve("c1-h1", Ana, outcome, note: "too much").Rulings[0];

        Assert.Equal((Verdict.Suppress, code, reason), (ruling.Verdict, ruling.ReasonCode, ruling.Reason));
        Assert.Equal(("handoff:c1-h1", null), (ruling.Rule!.ToString(), story.Action("r")));
    }

    private static Story Refund()
    {
        var story = new Story(Documents.OfTheContract);
        Assert.Equal(Verdict.Escalate, story.Propose("care", "refund", purpose: null, data: new { amount = 400 }, id: "r").Verdict);
        return story;
    }
}

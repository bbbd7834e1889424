using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Tests.Policies;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Arbitration;

/// <summary>A person answers what waits, without waiting for its time.</summary>
public sealed class PersonsAnswerTests
{
    private const string Ana = "ana@example.com";
    private const string Ben = "ben@example.com";

    [Fact]
    public void A_yes_lifts_a_cooldown_and_the_why_names_the_person_and_what_stood_against_it()
    {
        var story = Delayed();

        var decision = Answer(story, "a", Ana, "approved", "She called and asked for it.");

        var ruling = decision.Rulings[0];
        Assert.Equal((Verdict.Allow, "allowed", "ana@example.com let it through: She called and asked for it."), (ruling.Verdict, ruling.ReasonCode, ruling.Reason));
        Assert.Equal("outreach → contact.email (promotion): allowed. ana@example.com let it through: She called and asked for it.", decision.Sentence);
        Assert.Contains(ruling.Considered, f => f is { Id: "after-support", Matched: false } && f.Because!.EndsWith("; a person did not want to wait", StringComparison.Ordinal));
        Assert.Equal((ActionStatus.Allowed, true), (story.Action("a")!.Status, story.Action("a")!.Approved));
    }

    [Fact]
    public void A_yes_lifts_quiet_hours_caps_and_competition()
    {
        var story = new Story("""
            { "departments": ["support", "sales"], "precedence": { "window": "PT15M", "loser": "delay" },
              "caps": [ { "id": "one", "blocks": { "field": "action.kind", "op": "startsWith", "value": "contact." }, "max": 1, "per": "P7D", "then": "delay" } ],
              "quietHours": [ { "id": "night", "blocks": { "field": "action.kind", "op": "startsWith", "value": "contact." }, "from": "21:00", "to": "08:00", "timeZone": "UTC" } ] }
            """) { Now = new DateTimeOffset(2026, 11, 20, 20, 59, 0, TimeSpan.Zero) };
        story.Propose("care", purpose: "support");
        story.Wait(TimeSpan.FromMinutes(2));
        Assert.Equal(Verdict.Delay, story.Propose("outreach", id: "a").Verdict);

        var ruling = Answer(story, "a", Ana, "approved", "urgent").Rulings[0];

        Assert.Equal(Verdict.Allow, ruling.Verdict);
        Assert.Equal(["night", "one", "precedence"], ruling.Considered.Where(f => f.Because?.EndsWith("did not want to wait", StringComparison.Ordinal) == true).Select(f => f.Id));
    }

    [Theory]
    [InlineData("""{ "doNotContact": true }""", "do-not-contact")]
    [InlineData("""{ "purpose": "promotion", "granted": false }""", "consent")]
    public void Consent_beats_it(string withdrawn, string code)
    {
        var story = Delayed();
        story.Tell("consent.changed", withdrawn);

        var decision = Answer(story, "a", Ana, "approved", "please");

        Assert.Equal((Verdict.Suppress, code), (decision.Rulings[0].Verdict, decision.Rulings[0].ReasonCode));
        Assert.StartsWith("ana@example.com let it through: please, but it may not be. outreach → contact.email (promotion): suppressed.", decision.Sentence, StringComparison.Ordinal);
        Assert.Null(story.Action("a"));
    }

    [Theory, InlineData(Ana), InlineData(Ben)]
    public void A_persons_ownership_beats_it_whoever_answers(string who)
    {
        var story = Delayed();
        story.Tell("message.received", new { text = "A human please, I want to speak to a human" });
        story.Claim("c1-h1", Ben);

        Assert.Equal((Verdict.Suppress, "human-owns"), (Answer(story, "a", who, "approved", "x").Rulings[0].Verdict, story.Log[^1].Ruling!.ReasonCode));
    }

    [Fact]
    public void A_paused_agent_and_a_rule_that_says_suppress_beat_it()
    {
        var story = Delayed();
        story.Define(Story.Agent("outreach", "sales") with { Paused = true });
        Assert.Equal("agent-paused", Answer(story, "a", Ana, "approved", "x").Rulings[0].ReasonCode);

        story = Delayed();
        story.Publish("""{ "guardrails": [ { "id": "no", "when": { "field": "action.kind", "op": "startsWith", "value": "contact." }, "then": "suppress" } ] }""");
        Assert.Equal("guardrail:no", Answer(story, "a", Ana, "approved", "x").Rulings[0].Rule!.ToString());
    }

    [Fact]
    public void A_no_suppresses_with_the_persons_words()
    {
        var story = Delayed();

        var ruling = Answer(story, "a", Ana, "rejected", "Not to her.").Rulings[0];

        Assert.Equal((Verdict.Suppress, "rejected", "approval:by-hand", "ana@example.com said no: Not to her."), (ruling.Verdict, ruling.ReasonCode, ruling.Rule!.ToString(), ruling.Reason));
        Assert.Null(story.Action("a"));
    }

    [Theory, InlineData("approved", Verdict.Allow), InlineData("rejected", Verdict.Suppress)]
    public void An_answer_to_an_escalated_action_closes_its_handoff(string outcome, Verdict verdict)
    {
        var story = Escalated();

        Assert.Equal(verdict, Answer(story, "r", Ana, outcome, "checked").Rulings[0].Verdict);
        Assert.Empty(story.State.Handoffs);
    }

    [Fact]
    public void The_handoff_of_a_colleague_is_theirs_to_answer()
    {
        var story = Escalated();
        story.Claim("c1-h1", Ben);

        var refusal = story.Try(EventTypes.ActionAnswered, new { action = "r", outcome = "approved", note = "x" }, Actor.Person(Ana));

        Assert.Equal((RefusalKind.Taken, Ben), (refusal!.Kind, refusal.Owner));
        Assert.Equal(Verdict.Allow, Answer(story, "r", Ben, "approved", "x").Rulings[0].Verdict);
    }

    [Fact]
    public void Who_may_answer_only_as_owner_must_be_one()
    {
        var story = Escalated();
        Assert.Equal(RefusalKind.NotTheirs, story.Try(EventTypes.ActionAnswered, new { action = "r", outcome = "approved", note = "x", @as = "owner" }, Actor.Person(Ana))!.Kind);

        story.Claim("c1-h1", Ana);

        Assert.Null(story.Try(EventTypes.ActionAnswered, new { action = "r", outcome = "approved", note = "x", @as = "owner" }, Actor.Person(Ana)));
    }

    [Fact]
    public void What_waits_no_more_is_gone()
    {
        var story = Delayed();
        Answer(story, "a", Ana, "approved", "x");

        Assert.Equal(RefusalKind.Gone, story.Try(EventTypes.ActionAnswered, new { action = "a", outcome = "rejected", note = "x" }, Actor.Person(Ben))!.Kind);
    }

    private static Decision Answer(Story story, string action, string person, string outcome, string note) =>
        story.Tell(EventTypes.ActionAnswered, new { action, outcome, note }, Actor.Person(person));

    private static Story Delayed()
    {
        var story = new Story(Documents.OfTheContract);
        story.Tell("case.opened", new { @case = "1" });
        story.Tell("case.resolved", new { @case = "1" });
        story.Wait(TimeSpan.FromHours(1));
        Assert.Equal(("cooldown", Verdict.Delay), (story.Propose("outreach", id: "a").ReasonCode, story.Log[^1].Ruling!.Verdict));
        return story;
    }

    private static Story Escalated()
    {
        var story = new Story(Documents.OfTheContract);
        Assert.Equal(Verdict.Escalate, story.Propose("care", "refund", purpose: null, data: new { amount = 400 }, id: "r").Verdict);
        return story;
    }
}

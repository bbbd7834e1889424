using Baton.Core.Arbitration;
using Baton.Core.Tests.Policies;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Arbitration;

public sealed class CooldownTests
{
    private const string AfterAContact = $$"""{ "id": "pause", "after": { "field": "event.type", "op": "eq", "value": "contact.sent" }, "blocks": {{Documents.Contacts}}, "for": "PT24H" }""";

    [Fact]
    public void An_allowed_contact_starts_it_at_the_verdict()
    {
        var story = new Story(Documents.With("cooldowns", AfterAContact));
        Assert.Equal(["pause"], story.Propose("outreach", id: "a").Starts);
        story.Wait(TimeSpan.FromMilliseconds(1));

        var second = story.Propose("promo");

        Assert.Equal((Verdict.Delay, story.Action("a")!.Decided.AddHours(24)), (second.Verdict, second.Until));
        Assert.Equal("Sales contacted the customer just now; marketing waits 24 h after that.", second.Reason);
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("abandoned")]
    public void A_contact_that_did_not_happen_takes_it_back(string status)
    {
        var story = new Story(Documents.With("cooldowns", AfterAContact));
        story.Propose("outreach", id: "a");
        story.Report("a", status);

        Assert.Equal(Verdict.Allow, story.Propose("promo").Verdict);
    }

    [Fact]
    public void Taking_one_back_leaves_the_one_before()
    {
        var story = new Story(Documents.With("cooldowns", AfterAContact));
        story.Propose("outreach", id: "a");
        var first = story.Now;
        story.Wait(TimeSpan.FromHours(24));
        story.Propose("outreach", id: "b");
        story.Report("b", "failed");
        story.Now = first.AddHours(23);

        Assert.Equal(first.AddHours(24), story.Propose("promo").Until);
    }

    [Fact]
    public void A_contact_by_another_channel_starts_it_too()
    {
        var story = new Story(Documents.With("cooldowns", AfterAContact));
        story.Tell("contact.sent", new { channel = "phone", department = "success" }, time: story.Now.AddHours(-4));

        var ruling = story.Propose("outreach");

        Assert.Equal(story.Now.AddHours(20), ruling.Until);
        Assert.StartsWith("Success contacted the customer 4 h ago", ruling.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void It_ends_at_its_end_to_the_millisecond()
    {
        var story = new Story(Documents.With("cooldowns", AfterAContact));
        story.Tell("contact.sent", new { channel = "phone" });
        var start = story.Now;
        story.Now = start.AddHours(24).AddMilliseconds(-1);
        Assert.Equal(Verdict.Delay, story.Propose("outreach").Verdict);
        story.Now = start.AddHours(24);

        Assert.Equal(Verdict.Allow, story.Propose("outreach", id: "later").Verdict);
    }

    [Fact]
    public void An_older_fact_that_arrives_late_does_not_shorten_it()
    {
        var story = new Story(Documents.With("cooldowns", AfterAContact));
        story.Tell("contact.sent", new { channel = "phone" });
        var start = story.Now;
        story.Tell("contact.sent", new { channel = "phone" }, time: start.AddHours(-20));

        Assert.Equal(start.AddHours(24), story.Propose("outreach").Until);
    }

    [Fact]
    public void It_may_suppress_and_then_says_when_to_ask_again()
    {
        var story = new Story(Documents.With("cooldowns", AfterAContact.Replace("\"PT24H\"", "\"PT24H\", \"then\": \"suppress\"", StringComparison.Ordinal)));
        story.Tell("contact.sent", new { channel = "phone" });

        var ruling = story.Propose("outreach");

        Assert.Equal((Verdict.Suppress, null, story.Now.AddHours(24)), (ruling.Verdict, ruling.Until, ruling.RetryAt));
    }

    [Fact]
    public void What_starts_it_can_depend_on_who_did_it()
    {
        var story = new Story(Documents.With("cooldowns", """{ "id": "yield", "after": { "all": [ { "field": "event.type", "op": "eq", "value": "contact.sent" }, { "field": "agent.department", "op": "eq", "value": "sales" } ] }, "blocks": { "field": "agent.department", "op": "eq", "value": "marketing" }, "for": "PT24H" }"""));
        story.Propose("care");
        Assert.Equal(Verdict.Allow, story.Propose("promo", id: "p1").Verdict);
        story.Propose("outreach");

        Assert.Equal(Verdict.Delay, story.Propose("promo", id: "p2").Verdict);
    }

    [Fact]
    public void What_was_only_asked_for_starts_nothing()
    {
        var story = new Story("""{ "departments": ["support", "sales"], "consent": { "doNotContact": "suppress" }, "cooldowns": [ { "id": "yield", "after": { "field": "agent.department", "op": "eq", "value": "sales" }, "blocks": { "field": "action.kind", "op": "exists" }, "for": "PT24H" } ] }""");
        story.Tell("consent.changed", new { channel = "sms", granted = false });
        Assert.Equal(Verdict.Suppress, story.Propose("outreach", "contact.sms").Verdict);
        Assert.Equal(Verdict.Allow, story.Propose("care", purpose: "support", id: "a").Verdict);
        Assert.Equal(Verdict.Allow, story.Propose("outreach", id: "b").Verdict);

        Assert.Equal(Verdict.Delay, story.Propose("care", purpose: "support", id: "c").Verdict);
    }

    [Fact]
    public void Batons_own_events_start_it_when_it_asks_for_their_type()
    {
        var story = new Story(Documents.With("cooldowns", $$"""{ "id": "after-person", "after": { "field": "event.type", "op": "eq", "value": "baton.handoff.resolved" }, "blocks": {{Documents.Contacts}}, "for": "PT24H" }"""));
        story.Tell("message.received", new { text = "I want to speak to a human" });
        story.Resolve(story.Handoff.Id, "ana@example.com", "answered");

        Assert.Equal(story.Now.AddHours(24), story.Propose("outreach").Until);
    }

    [Theory]
    [InlineData("event.data.purpose", "promotion", Verdict.Delay)]
    [InlineData("event.data.channel", "sms", Verdict.Allow)]
    [InlineData("event.agent", "outreach", Verdict.Delay)]
    public void A_contact_can_be_asked_for_its_purpose_channel_and_agent(string field, string value, Verdict next)
    {
        var story = new Story(Documents.With("cooldowns", $$"""{ "id": "c", "after": { "all": [ { "field": "event.type", "op": "eq", "value": "contact.sent" }, { "field": "{{field}}", "op": "eq", "value": "{{value}}" } ] }, "blocks": {{Documents.Contacts}}, "for": "PT24H" }"""));
        story.Propose("outreach");

        Assert.Equal(next, story.Propose("promo", id: "next").Verdict);
    }
}

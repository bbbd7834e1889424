using Baton.Core.Arbitration;
using Baton.Core.Policies;
using Baton.Core.Tests.Policies;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Arbitration;

/// <summary>When the cooldowns change, what has started them is read from history.</summary>
public sealed class RemarkingTests
{
    private static string Cooldown(string after, string length, string more = "") =>
        Documents.With("cooldowns", $$"""{ "id": "c", "after": { "field": "event.type", "op": "eq", "value": "{{after}}" }, "blocks": {{Documents.Contacts}}, "for": "{{length}}"{{more}} }""");

    [Fact]
    public void A_new_cooldown_counts_from_what_happened_before_it_was_published()
    {
        var story = new Story();
        story.Tell("case.resolved", new { @case = "1" });
        var closed = story.Now;
        story.Wait(TimeSpan.FromHours(1));
        story.Publish(Cooldown("case.resolved", "PT48H"));

        var ruling = story.Propose("outreach");

        Assert.Equal((Verdict.Delay, closed.AddHours(48)), (ruling.Verdict, ruling.Until));
        Assert.NotNull(story.Log[^1].Decision.Remarked);
    }

    [Fact]
    public void A_new_cooldown_counts_from_contacts_that_were_allowed_before_it()
    {
        var story = new Story();
        story.Propose("outreach", id: "a");
        story.Publish(Cooldown("contact.sent", "PT48H"));
        Assert.Equal(Verdict.Delay, story.Propose("promo", id: "b").Verdict);
        story.Report("a", "failed");

        Assert.Equal(Verdict.Allow, story.Propose("promo", id: "c").Verdict);
    }

    [Fact]
    public void A_cooldown_made_longer_sees_what_was_too_long_ago_before()
    {
        var story = new Story(Cooldown("case.resolved", "PT1H"));
        story.Tell("case.resolved", new { @case = "1" });
        var closed = story.Now;
        story.Wait(TimeSpan.FromHours(10));
        story.Publish(Cooldown("lead.created", "PT1H"));
        story.Tell("weather.changed");
        story.Publish(Cooldown("case.resolved", "PT1H"));
        Assert.Equal(Verdict.Allow, story.Propose("outreach", kind: "refund").Verdict);
        story.Publish(Cooldown("case.resolved", "PT48H"));

        Assert.Equal(closed.AddHours(48), story.Propose("outreach").Until);
    }

    [Fact]
    public void Of_events_told_in_another_order_than_they_happened_the_latest_counts()
    {
        var story = new Story();
        story.Tell("case.resolved", new { @case = "1" });
        story.Tell("case.resolved", new { @case = "2" }, time: story.Now.AddHours(-2));
        story.Publish(Cooldown("case.resolved", "PT48H"));
        story.Tell("weather.changed");
        story.Wait(TimeSpan.FromHours(47));
        story.Tell("case.resolved", new { @case = "3" });
        var closed = story.Now;
        story.Wait(TimeSpan.FromHours(2));

        Assert.Equal(closed.AddHours(48), story.Propose("outreach").Until);
    }

    [Fact]
    public void A_cooldown_that_was_disabled_meanwhile_sees_what_happened_then()
    {
        var story = new Story(Cooldown("case.resolved", "PT48H", ", \"enabled\": false"));
        story.Tell("case.resolved", new { @case = "1" });
        story.Publish(Cooldown("case.resolved", "PT48H"));

        Assert.Equal(Verdict.Delay, story.Propose("outreach").Verdict);
    }

    [Fact]
    public void A_publication_that_leaves_the_cooldowns_as_they_are_reads_no_history()
    {
        var story = new Story(Cooldown("case.resolved", "PT48H"));
        story.Tell("case.resolved", new { @case = "1" });
        story.Publish(Cooldown("case.resolved", "PT48H", ", \"name\": \"Let support finish\""));
        story.Propose("outreach");

        Assert.Null(story.Log[^1].Decision.Remarked);
        Assert.Null(story.Log[^1].History);
    }

    [Fact]
    public void The_signature_of_many_cooldowns_is_short() =>
        Assert.Equal(16, PolicyReader.Read(Documents.OfTheContract, 1).CooldownSignature.Length);
}

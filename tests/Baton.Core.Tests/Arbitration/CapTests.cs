using System.Globalization;
using Baton.Core.Arbitration;
using Baton.Core.Tests.Policies;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Arbitration;

public sealed class CapTests
{
    private static Story Capped(int max, string per, string then = "delay") => new(Documents.With("caps", $$"""{ "id": "cap", "blocks": {{Documents.Contacts}}, "max": {{max}}, "per": "{{per}}", "then": "{{then}}" }"""));

    [Fact]
    public void A_rolling_window_has_room_again_when_the_oldest_leaves_it()
    {
        var story = Capped(2, "P7D");
        var first = story.Now;
        story.Propose("outreach", id: "a");
        story.Wait(TimeSpan.FromDays(2));
        story.Propose("outreach", id: "b");
        story.Wait(TimeSpan.FromDays(1));

        var third = story.Propose("promo", id: "c");

        Assert.Equal((Verdict.Delay, first.AddDays(7)), (third.Verdict, third.Until));
        Assert.Equal("2 of 2 in 7 d are used up.", third.Reason);
        Assert.Equal(("cap", "cap:cap"), (third.ReasonCode, third.Rule!.ToString()));
        story.Now = third.Until!.Value;
        Assert.Equal(Verdict.Allow, story.Due("c").Verdict);
    }

    [Theory]
    [InlineData("day", "2026-11-20T22:59:59Z", "2026-11-20T23:00:00Z")]
    [InlineData("week", "2026-11-20T12:00:00Z", "2026-11-22T23:00:00Z")]
    [InlineData("month", "2026-11-20T12:00:00Z", "2026-11-30T23:00:00Z")]
    [InlineData("day", "2026-03-29T00:30:00Z", "2026-03-29T22:00:00Z")]
    [InlineData("day", "2026-10-25T00:30:00Z", "2026-10-25T23:00:00Z")]
    public void A_calendar_window_ends_at_the_customers_midnight(string per, string now, string until)
    {
        var story = Capped(1, per);
        story.Now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);
        story.Tell("customer.updated", new { attributes = new { timeZone = "Europe/Berlin" } });
        story.Propose("outreach", id: "a");

        var second = story.Propose("outreach", id: "b");

        Assert.Equal(DateTimeOffset.Parse(until, CultureInfo.InvariantCulture), second.Until);
        story.Now = second.Until!.Value;
        Assert.Equal(Verdict.Allow, story.Due("b").Verdict);
    }

    [Fact]
    public void An_allowed_action_counts_until_it_is_reported_failed_or_abandoned()
    {
        var story = Capped(1, "P7D", "suppress");
        story.Propose("outreach", id: "a");
        Assert.Equal(Verdict.Suppress, story.Propose("promo", id: "b").Verdict);
        story.Report("a", "failed");
        Assert.Equal(Verdict.Allow, story.Propose("promo", id: "c").Verdict);
        story.Report("c", "abandoned");
        Assert.Equal(Verdict.Allow, story.Propose("promo", id: "d").Verdict);
        story.Report("d", "done");

        Assert.Equal(Verdict.Suppress, story.Propose("promo", id: "e").Verdict);
    }

    [Fact]
    public void An_action_whose_permit_ran_out_unreported_still_counts()
    {
        var story = Capped(1, "P7D");
        story.Propose("outreach", id: "a");
        story.Wait(TimeSpan.FromMinutes(15));
        story.Tell("baton.action.lapsed", new { action = "a" });

        Assert.Equal(ActionStatus.Unreported, story.Action("a")!.Status);
        Assert.Equal(Verdict.Delay, story.Propose("promo").Verdict);
    }

    [Fact]
    public void What_waits_for_a_person_counts()
    {
        var story = new Story(Documents.With("caps", $$"""{ "id": "cap", "blocks": {{Documents.Contacts}}, "max": 1, "per": "P7D" }""").Replace("{ \"departments\"", """{ "approvals": [ { "id": "offers", "when": { "field": "action.data.discount", "op": "exists" }, "queue": "sales" } ], "departments" """.TrimEnd(), StringComparison.Ordinal));
        Assert.Equal(Verdict.Escalate, story.Propose("outreach", data: new { discount = 10 }).Verdict);

        Assert.Equal(Verdict.Delay, story.Propose("promo", id: "b").Verdict);
    }

    [Fact]
    public void A_contact_sent_outside_counts()
    {
        var story = Capped(1, "P7D");
        story.Tell("contact.sent", new { channel = "email" });

        Assert.Equal(Verdict.Delay, story.Propose("outreach").Verdict);
    }

    [Fact]
    public void A_channels_word_that_an_allowed_action_was_sent_is_no_second_contact()
    {
        var story = Capped(2, "P7D");
        story.Propose("outreach", id: "a");
        story.Tell("contact.sent", new { channel = "email", action = "a" });

        Assert.Equal(ActionStatus.Done, Assert.Single(story.State.Actions).Status);
        Assert.Equal(Verdict.Allow, story.Propose("promo").Verdict);
    }

    [Fact]
    public void Actions_that_it_does_not_block_are_not_counted()
    {
        var story = Capped(1, "P7D");
        story.Propose("outreach", kind: "refund");

        Assert.Equal(Verdict.Allow, story.Propose("outreach", id: "b").Verdict);
    }

    [Fact]
    public void When_several_wait_for_one_slot_the_oldest_goes_first_and_none_waits_for_ever()
    {
        var story = Capped(1, "P7D");
        story.Tell("contact.sent", new { channel = "email" });
        var start = story.Now;
        string[] waiting = ["a", "b", "c"];
        foreach (var id in waiting)
        {
            story.Wait(TimeSpan.FromMinutes(1));
            Assert.Equal(Verdict.Delay, story.Propose("outreach", id: id).Verdict);
        }

        var order = new List<string>();
        while (story.State.Actions.Where(a => a.IsPending).OrderBy(a => a.Until).ThenByDescending(a => a.Seq).FirstOrDefault() is { } next && order.Count < 4 && story.Now < start.AddDays(100))
        {
            story.Now = next.Until!.Value;
            if (story.Due(next.Proposal.Id).Verdict == Verdict.Allow) order.Add(next.Proposal.Id);
        }

        Assert.Equal(waiting, order);
        Assert.Equal(start.AddDays(21), story.Now);
    }

    [Theory]
    [InlineData("a", "b", "c")]
    [InlineData("c", "b", "a")]
    public void When_several_come_due_at_once_the_oldest_goes_first_in_whatever_order_the_timers_ring(params string[] ringing)
    {
        var night = $$"""{ "id": "night", "blocks": {{Documents.Contacts}}, "from": "08:00", "to": "20:00" }""";
        var story = new Story(Documents.With("quietHours", night));
        foreach (var id in new[] { "a", "b", "c" }) Assert.Equal(story.Now.AddHours(8), story.Propose("outreach", id: id).Until);
        story.Publish(Documents.With("caps", $$"""{ "id": "cap", "blocks": {{Documents.Contacts}}, "max": 1, "per": "P7D" }"""));
        story.Wait(TimeSpan.FromHours(8));

        foreach (var id in ringing) story.Due(id);

        Assert.Equal(ActionStatus.Allowed, story.Action("a")!.Status);
        Assert.All(new[] { "b", "c" }, id => Assert.Equal(ActionStatus.Delayed, story.Action(id)!.Status));
    }

    [Fact]
    public void A_pending_action_takes_no_slot_of_a_day_on_which_it_is_not_due()
    {
        var story = new Story($$"""{ "caps": [ { "id": "daily", "blocks": {{Documents.Contacts}}, "max": 1, "per": "day" } ], "cooldowns": [ { "id": "c", "after": { "field": "event.type", "op": "eq", "value": "case.resolved" }, "blocks": { "field": "agent.department", "op": "eq", "value": "sales" }, "for": "P3D" } ] }""");
        story.Tell("case.resolved", new { @case = "1" });
        Assert.Equal(story.Now.AddDays(3), story.Propose("outreach").Until);

        Assert.Equal(Verdict.Allow, story.Propose("care", id: "today").Verdict);
    }
}

using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Tests.Policies;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Deciding;

public sealed class ReportTests
{
    private readonly Story _story = new(Documents.OfTheContract);

    [Theory]
    [InlineData("done", ActionStatus.Done)]
    [InlineData("failed", null)]
    [InlineData("abandoned", null)]
    public void A_report_ends_an_allowed_action(string status, ActionStatus? left)
    {
        _story.Propose("outreach", id: "a");
        _story.Report("a", status);

        Assert.Equal(left, _story.Action("a")?.Status);
    }

    [Fact]
    public void A_late_report_still_ends_an_action_whose_permit_ran_out()
    {
        _story.Propose("outreach", id: "a");
        _story.Wait(TimeSpan.FromMinutes(15));
        Assert.Contains("it still counts", _story.Tell(EventTypes.ActionLapsed, new { action = "a" }).Sentence, StringComparison.Ordinal);
        _story.Report("a", "done");

        Assert.Equal(ActionStatus.Done, _story.Action("a")!.Status);
    }

    [Fact]
    public void A_permit_that_was_used_does_not_lapse()
    {
        _story.Propose("outreach", id: "a");
        _story.Report("a", "done");

        Assert.Equal(RefusalKind.Gone, _story.Try(EventTypes.ActionLapsed, new { action = "a" })!.Kind);
    }

    [Fact]
    public void What_was_done_before_it_was_due_is_a_breach()
    {
        _story.Tell("case.opened", new { @case = "1" });
        _story.Propose("outreach", id: "a");

        Assert.StartsWith("Breach: outreach did contact.email without a valid permit", _story.Report("a", "done").Sentence, StringComparison.Ordinal);
        Assert.Equal(ActionStatus.Breach, _story.Action("a")!.Status);
        Assert.Equal(RefusalKind.Gone, _story.Try(EventTypes.ActionDue, new { action = "a" })!.Kind);
    }

    [Fact]
    public void What_was_done_although_it_was_suppressed_is_a_breach()
    {
        _story.Tell("consent.changed", new { doNotContact = true });
        _story.Propose("outreach", id: "a");

        Assert.StartsWith("Breach:", _story.Report("a", "done").Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_agent_may_give_up_what_still_waits()
    {
        _story.Tell("case.opened", new { @case = "1" });
        _story.Propose("outreach", id: "a");
        _story.Report("a", "abandoned");

        Assert.Null(_story.Action("a"));
    }

    [Fact]
    public void Pending_actions_are_never_forgotten_however_many_there_are()
    {
        _story.Tell("case.opened", new { @case = "1" });
        _story.Propose("outreach", id: "waiting");
        for (var i = 0; i < Core.Customers.CustomerState.MostActions + 50; i++) _story.Propose("care", "note", purpose: null);

        Assert.Equal(ActionStatus.Delayed, _story.Action("waiting")!.Status);
        Assert.Equal(Core.Customers.CustomerState.MostActions, _story.State.Actions.Length);
    }

    [Fact]
    public void What_no_policy_can_count_any_more_is_forgotten()
    {
        _story.Propose("outreach", id: "a");
        _story.Wait(TimeSpan.FromDays(401));
        _story.Tell("lead.created");

        Assert.Empty(_story.State.Actions);
    }
}

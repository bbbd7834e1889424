using Baton.Core.Arbitration;
using Baton.Core.Tests.Policies;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Arbitration;

/// <summary>The story from the field: support is at work with a customer, and sales wants to write.</summary>
public sealed class FieldStoryTests
{
    private readonly Story _story = new(Documents.OfTheContract);

    [Fact]
    public void Sales_waits_48_hours_after_support_closed_a_case_and_is_then_decided_again_and_allowed()
    {
        Supported();
        var closed = _story.Now;
        _story.Wait(TimeSpan.FromHours(1));

        var held = _story.Propose("outreach", id: "promo-1");

        Assert.Equal((Verdict.Delay, "cooldown"), (held.Verdict, held.ReasonCode));
        Assert.Equal(closed.AddHours(48), held.Until);
        Assert.Equal(held.Until, held.RetryAt);
        Assert.Equal(new RuleRef(RuleKind.Cooldown, "after-support", 1), held.Rule);
        Assert.Equal("Support closed a case 1 h ago; sales waits 48 h after that.", held.Reason);
        Assert.NotNull(held.WouldUnlock);

        _story.Now = held.Until!.Value;
        var allowed = _story.Due("promo-1");

        Assert.Equal(Verdict.Allow, allowed.Verdict);
        Assert.Equal(ActionStatus.Allowed, _story.Action("promo-1")!.Status);
    }

    [Fact]
    public void What_happens_on_the_case_meanwhile_makes_the_promotion_wait_longer()
    {
        Supported();
        var held = _story.Propose("outreach", id: "promo-1");
        _story.Wait(TimeSpan.FromHours(40));
        _story.Tell("case.opened", new { @case = "4712" });
        _story.Now = held.Until!.Value;

        var again = _story.Due("promo-1");

        Assert.Equal((Verdict.Delay, _story.Now.AddHours(40)), (again.Verdict, again.Until));
        Assert.Equal("Support opened a case 8 h ago; sales waits 48 h after that.", again.Reason);
    }

    [Fact]
    public void With_an_open_handoff_the_promotion_is_suppressed_instead()
    {
        Supported();
        _story.Tell("message.received", new { text = "I want to talk to a human" });

        var ruling = _story.Propose("outreach");

        Assert.Equal((Verdict.Suppress, "hold", "hold:escalation"), (ruling.Verdict, ruling.ReasonCode, ruling.Rule!.ToString()));
        Assert.Equal("Hold escalation: the customer has an open handoff.", ruling.Reason);
        Assert.Contains(ruling.Considered, f => f is { Kind: RuleKind.Cooldown, Matched: true, Verdict: Verdict.Delay });
    }

    [Fact]
    public void A_promotion_that_comes_due_while_a_handoff_is_open_is_suppressed()
    {
        Supported();
        var held = _story.Propose("outreach", id: "promo-1");
        _story.Tell("message.received", new { text = "I want to talk to a human" });
        _story.Now = held.Until!.Value;

        Assert.Equal((Verdict.Suppress, "hold"), (_story.Due("promo-1") is var r ? r.Verdict : default, _story.Log[^1].Ruling!.ReasonCode));
        Assert.Null(_story.Action("promo-1"));
    }

    [Fact]
    public void The_wish_not_to_be_contacted_beats_all()
    {
        Supported();
        _story.Tell("message.received", new { text = "I want to talk to a human" });
        _story.Claim(_story.Handoff.Id, "ana@example.com");
        _story.Tell("consent.changed", new { doNotContact = true });

        var ruling = _story.Propose("outreach");

        Assert.Equal((Verdict.Suppress, "do-not-contact", "consent:doNotContact"), (ruling.Verdict, ruling.ReasonCode, ruling.Rule!.ToString()));
        Assert.Equal("The customer does not want to be contacted.", ruling.Reason);
    }

    [Fact]
    public void Support_itself_is_not_held_back()
    {
        Supported();

        Assert.Equal(Verdict.Allow, _story.Propose("care", purpose: "support").Verdict);
    }

    private void Supported()
    {
        _story.Tell("case.opened", new { @case = "4711" });
        _story.Wait(TimeSpan.FromHours(2));
        _story.Tell("case.resolved", new { @case = "4711" });
    }
}

using Baton.Core.Arbitration;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Arbitration;

public sealed class PermissionTests
{
    [Fact]
    public void An_agent_that_nobody_defined_may_do_nothing()
    {
        var ruling = new Story().Propose("stranger");

        Assert.Equal((Verdict.Suppress, "agent-unknown", "No agent is called stranger."), (ruling.Verdict, ruling.ReasonCode, ruling.Reason));
        Assert.Equal("permission:stranger", ruling.Rule!.ToString());
    }

    [Fact]
    public void A_paused_agent_may_do_nothing()
    {
        var story = new Story();
        story.Define(Story.Agent("outreach", "sales") with { Paused = true });

        Assert.Equal("agent-paused", story.Propose("outreach").ReasonCode);
    }

    [Theory]
    [InlineData("contact.email", Verdict.Allow)]
    [InlineData("CONTACT.sms", Verdict.Allow)]
    [InlineData("survey", Verdict.Allow)]
    [InlineData("surveys", Verdict.Suppress)]
    [InlineData("refund", Verdict.Suppress)]
    public void An_agent_may_do_what_its_definition_lists(string kind, Verdict verdict)
    {
        var story = new Story();
        story.Define(Story.Agent("outreach", "sales") with { MayPropose = ["contact.*", "survey"] });

        var ruling = story.Propose("outreach", kind);

        Assert.Equal(verdict, ruling.Verdict);
        if (verdict == Verdict.Suppress) Assert.Equal("not-permitted", ruling.ReasonCode);
    }

    [Fact]
    public void A_permit_lasts_as_long_as_the_agents_definition_says()
    {
        var story = new Story();
        story.Define(Story.Agent("outreach", "sales") with { Permit = TimeSpan.FromMinutes(3) });

        Assert.Equal(story.Now.AddMinutes(3), story.Propose("outreach").PermitExpires);
    }

    [Fact]
    public void An_agent_paused_while_its_action_waits_is_not_allowed_when_it_comes_due()
    {
        var story = new Story(Policies.Documents.OfTheContract) { Now = new DateTimeOffset(2026, 11, 20, 22, 0, 0, TimeSpan.Zero) };
        var held = story.Propose("outreach", id: "a");
        story.Define(Story.Agent("outreach", "sales") with { Paused = true });
        story.Now = held.Until!.Value;

        Assert.Equal("agent-paused", story.Due("a").ReasonCode);
    }
}

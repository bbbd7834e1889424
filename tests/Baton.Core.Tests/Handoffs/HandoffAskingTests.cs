using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Handoffs;

public sealed class HandoffAskingTests
{
    private readonly Story _story = new();

    [Fact]
    public void An_agent_gives_a_case_to_people_of_its_own_accord_and_the_same_case_is_not_opened_twice()
    {
        var ask = new { agent = "care", title = "Ana wants a call", text = "She asked twice.", priority = "high" };
        var decision = _story.Tell(EventTypes.HandoffAsked, ask, Actor.Agent("care"));

        Assert.Equal("care asks for a person: She asked twice. The people of general get it.", decision.Sentence);
        var open = Assert.Single(_story.State.Handoffs);
        Assert.Equal((HandoffCause.NeedsReview, "general", Priority.High, "Ana wants a call"), (open.Cause, open.Queue, open.Priority, open.Title));

        Assert.Equal($"care asks for a person again; that waits already in general ({open.Id}).", _story.Tell(EventTypes.HandoffAsked, ask, Actor.Agent("care")).Sentence);
        Assert.Single(_story.State.Handoffs);
    }
}

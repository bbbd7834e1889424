using System.Text.Json;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Messages;
using Baton.Core.Policies;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Deciding;

public sealed class LoopGuardTests
{
    /// <summary>Messages go to ping, ping's results to pong, and pong's to ping.</summary>
    private const string Circle = """
        "routing": [
          { "id": "begin", "when": { "field": "event.type", "op": "eq", "value": "message.received" }, "to": { "agent": "ping" } },
          { "id": "pong", "when": { "all": [ { "field": "event.type", "op": "eq", "value": "baton.task.finished" }, { "field": "event.agent", "op": "eq", "value": "ping" } ] }, "to": { "agent": "pong" } },
          { "id": "ping", "when": { "all": [ { "field": "event.type", "op": "eq", "value": "baton.task.finished" }, { "field": "event.agent", "op": "eq", "value": "pong" } ] }, "to": { "agent": "ping" } } ]
        """;

    private static Story Tell(string rule) => new($$"""{ {{Circle}}, "loops": [ {{rule}} ] }""", Story.Agent("ping", "support") with { Queue = "second" }, Story.Agent("pong", "support"));

    private static string Rule(string more = "", string when = """{ "field": "agent.department", "op": "eq", "value": "support" }""") =>
        $$"""{ "id": "circle", "when": {{when}}, "max": 4, "per": "PT10M"{{more}} }""";

    private static Decision Go(Story story, int steps)
    {
        var decision = story.Tell("message.received", new { text = "Hello" });
        for (var i = 1; i < steps; i++) decision = story.Finish(story.State.Tasks[0].Id);
        return decision;
    }

    [Fact]
    public void Agents_that_go_round_are_stopped_before_the_call_and_a_person_is_asked_once()
    {
        var story = Tell(Rule());
        Go(story, 4);
        var stopped = story.Finish(story.State.Tasks[0].Id);

        Assert.EndsWith("Stopped before ping was called: 4 tasks of this chain within 10 min (rule circle). A person is asked.", stopped.Sentence, StringComparison.Ordinal);
        Assert.Empty(story.State.Tasks);
        Assert.Equal((HandoffCause.Loop, "second", "loop:circle"), (story.Handoff.Cause, story.Handoff.Queue, story.Handoff.Rule));
    }

    [Fact]
    public void Another_chain_is_counted_for_itself_unless_the_rule_counts_the_customers()
    {
        var chains = Tell(Rule());
        for (var i = 0; i < 6; i++) Assert.Single(chains.Tell("message.received", new { text = "Hello" }).Tasks);

        var customers = Tell(Rule(""", "counts": "customer", "then": "suppress" """));
        for (var i = 0; i < 4; i++) Assert.Single(customers.Tell("message.received", new { text = "Hello" }).Tasks);
        var fifth = customers.Tell("message.received", new { text = "Hello" });
        Assert.Empty(fifth.Tasks);
        Assert.Empty(fifth.Handoffs);

        var agents = Tell(Rule(""", "counts": "agent" """));
        Go(agents, 7);
        Assert.Single(agents.State.Tasks);
    }

    [Fact]
    public void What_is_older_than_the_time_counts_no_more()
    {
        var story = Tell(Rule());
        Go(story, 4);
        story.Wait(TimeSpan.FromMinutes(10));

        Assert.Single(story.Finish(story.State.Tasks[0].Id).Tasks);
    }

    [Fact]
    public void When_a_person_has_dealt_with_it_counting_begins_anew()
    {
        var story = Tell(Rule(""", "counts": "customer" """));
        Go(story, 5);
        Assert.EndsWith(" A person is asked already (c1-h1).", story.Tell("message.received", new { text = "Hello" }).Sentence, StringComparison.Ordinal);

        story.Resolve("c1-h1", "olga", "other");
        Assert.Single(story.Tell("message.received", new { text = "Hello" }).Tasks);
    }

    [Fact]
    public void A_rule_that_is_not_about_this_agent_or_is_switched_off_stops_nothing()
    {
        var sales = Tell(Rule(when: """{ "field": "agent.department", "op": "eq", "value": "sales" }"""));
        Go(sales, 8);
        Assert.Single(sales.State.Tasks);
        var off = Tell(Rule(""", "enabled": false"""));
        Go(off, 8);
        Assert.Single(off.State.Tasks);
        Assert.Empty(off.State.Given);
    }

    [Fact]
    public void A_message_that_would_be_a_task_too_many_has_failed()
    {
        var story = Tell(Rule(""", "counts": "customer" """));
        Go(story, 4);
        var message = new AgentMessage("m1", "ping", "pong", "And now?", story.Now.AddHours(1));

        var decision = story.Tell(EventTypes.AgentMessageSent, message.Write(), Actor.Agent("ping"), id: "m1");

        Assert.Equal(MessageStatus.Failed, Assert.Single(decision.Messages).Status);
        Assert.Empty(story.State.Messages);
    }

    [Theory]
    [InlineData(""", "then": "delay" """, "/loops/0/then")]
    [InlineData(""", "mode": "shadow" """, "/loops/0/mode")]
    [InlineData(""", "counts": "world" """, "/loops/0/counts")]
    public void What_a_limit_cannot_do_is_named_when_it_is_read(string more, string pointer)
    {
        var faults = new List<Fault>();

        Assert.Null(PolicyReader.Read(JsonElement.Parse($$"""{ "loops": [ {{Rule(more)}} ] }"""), 0, faults));
        Assert.Equal(pointer, Assert.Single(faults).Pointer);
    }

    [Fact]
    public void A_limit_says_what_it_does_in_one_sentence()
    {
        var policy = PolicyReader.Read($$"""{ "loops": [ {{Rule(""", "queue": "ops" """)}} ] }""", 1);

        Assert.Equal("When the agent's department is “support”, agents get at most 4 tasks of one chain of events within 10 min; before the next, the people of ops are asked.", Assert.Single(policy.Loops).Sentence);
        Assert.Contains(PolicyDiff.Between(PolicyReader.Read("{}", 1), policy), change => change.Subject == "loop:circle");
    }
}

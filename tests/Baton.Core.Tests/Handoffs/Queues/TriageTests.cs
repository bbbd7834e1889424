using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Tests.Stories;
using System.Text.Json;

namespace Baton.Core.Tests.Handoffs.Queues;

public sealed class TriageTests
{
    private const string Rules = """
        { "departments": ["support"], "triage": [
          { "id": "vip", "name": "VIP customer", "when": { "field": "customer.plan", "op": "eq", "value": "vip" }, "priority": "urgent", "claimWithin": "PT2M" },
          { "id": "money", "when": { "all": [ { "field": "handoff.cause", "op": "eq", "value": "askedForPerson" }, { "field": "event.text", "op": "containsAny", "value": ["refund"] } ] }, "queue": "finance" }
        ] }
        """;

    [Fact]
    public void A_vip_comes_first_and_the_reason_says_why()
    {
        var story = new Story(Rules);
        story.Tell("customer.updated", new { attributes = new { plan = "vip" } });
        var said = story.Tell("message.received", new { text = "A human please, about my refund" });

        Assert.Equal((Priority.Urgent, "general", story.Now.AddMinutes(2)), (story.Handoff.Priority, story.Handoff.Queue, story.Handoff.Due));
        Assert.EndsWith("VIP customer: urgent, to be taken within 2 min.", story.Handoff.Reason, StringComparison.Ordinal);
        Assert.EndsWith("VIP customer: urgent, to be taken within 2 min.", said.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_rule_that_fits_decides_also_by_what_the_handoff_is()
    {
        var story = new Story(Rules);
        story.Tell("message.received", new { text = "A human please, about my refund" });

        Assert.Equal(("finance", Priority.High, "money"), (story.Handoff.Queue, story.Handoff.Priority, story.Handoff.Triage));
    }

    [Fact]
    public void Without_such_rules_nothing_is_said()
    {
        var story = new Story();
        story.Tell("message.received", new { text = "A human please" });

        Assert.Null(story.Handoff.Triage);
    }

    [Fact]
    public void The_same_case_of_an_agent_is_not_opened_twice_though_triage_changed_it()
    {
        var story = new Story("""{ "departments": ["support"], "triage": [ { "id": "all", "when": { "field": "handoff.title", "op": "exists" }, "queue": "desk", "priority": "high" } ] }""");
        for (var i = 0; i < 2; i++) story.Tell(EventTypes.HandoffAsked, new { agent = "care", title = "Look", text = "Odd" }, Actor.Agent("care"));

        Assert.Equal("desk", Assert.Single(story.State.Handoffs).Queue);
    }

    [Fact]
    public void A_rule_says_what_it_does() => Assert.Equal(
        "When the customer is on the vip plan, a handoff is urgent and is taken by a person within 2 min.",
        PolicyReader.Read(Rules, 1).Triage[0].Sentence);

    [Theory]
    [InlineData("""{ "id": "x", "when": { "field": "customer.plan", "op": "exists" } }""", "/triage/0/priority")]
    [InlineData("""{ "id": "x", "when": { "field": "handoff.mood", "op": "exists" }, "queue": "a" }""", "/triage/0/when/field")]
    [InlineData("""{ "id": "x", "mode": "shadow", "when": { "field": "handoff.queue", "op": "exists" }, "queue": "a" }""", "/triage/0/mode")]
    public void A_rule_that_cannot_work_is_refused_with_its_place(string rule, string pointer)
    {
        var faults = new List<Fault>();

        Assert.Null(PolicyReader.Read(JsonElement.Parse($$"""{ "triage": [{{rule}}] }"""), 1, faults));
        Assert.Equal(pointer, Assert.Single(faults).Pointer);
    }
}

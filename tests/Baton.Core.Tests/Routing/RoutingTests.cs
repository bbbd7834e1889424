using Baton.Core.Agents;
using Baton.Core.Deciding;
using Baton.Core.Handoffs;
using Baton.Core.Tests.Policies;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Routing;

public sealed class RoutingTests
{
    private static string Rule(string id, string field, string op, string value, string to, string more = "") =>
        $$"""{ "id": "{{id}}", "when": { "field": "{{field}}", "op": "{{op}}", "value": {{value}} }, "to": { {{to}} }{{more}} }""";

    private static Story With(params string[] rules) => new($$"""{ "routing": [ {{string.Join(',', rules)}} ] }""");

    [Fact]
    public void The_first_rule_that_matches_takes_the_event()
    {
        var story = With(Rule("urgent", "event.text", "containsAny", """["outage"]""", "\"agent\": \"outreach\""), Rule("rest", "event.type", "eq", "\"message.received\"", "\"agent\": \"care\""));

        Assert.Equal("urgent", story.Tell("message.received", new { text = "An outage!" }).Route!.Rule);
        Assert.Equal("rest", story.Tell("message.received", new { text = "Hello" }).Route!.Rule);
    }

    [Fact]
    public void A_route_names_the_rule_its_policy_and_the_reason()
    {
        var route = With(Rule("lead", "event.type", "eq", "\"lead.created\"", "\"agent\": \"outreach\"")).Tell("lead.created").Route!;

        Assert.Equal(("lead", 1, "outreach", null), (route.Rule, route.Policy, route.Agent, route.Queue));
        Assert.StartsWith("Rule lead: ", route.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_may_send_an_event_to_people()
    {
        var story = With(Rule("legal", "event.text", "containsAny", """["lawyer"]""", "\"queue\": \"legal\"", ", \"priority\": \"urgent\""));
        story.Tell("message.received", new { text = "My lawyer will write to you" });

        Assert.Equal((HandoffCause.Routed, "legal", Priority.Urgent, "My lawyer will write to you", "routing:legal"), (story.Handoff.Cause, story.Handoff.Queue, story.Handoff.Priority, story.Handoff.Title, story.Handoff.Rule));
        Assert.Equal(story.Now.AddMinutes(5), story.Handoff.Due);
    }

    [Theory]
    [InlineData("mode", "\"shadow\"")]
    [InlineData("enabled", "false")]
    public void A_rule_in_shadow_or_disabled_routes_nothing(string member, string value) =>
        Assert.Null(With(Rule("lead", "event.type", "eq", "\"lead.created\"", "\"agent\": \"outreach\"", $", \"{member}\": {value}")).Tell("lead.created").Route);

    [Fact]
    public void What_no_rule_wants_is_said_to_be_unrouted_and_what_is_done_by_being_known_is_handled()
    {
        var story = With();

        Assert.Equal((EventOutcome.Unrouted, "“weather.changed” happened; no routing rule wants it."), (story.Tell("weather.changed") is var d ? d.Outcome : default, story.Log[^1].Decision.Sentence));
        Assert.Equal(EventOutcome.Unrouted, story.Tell("message.received", new { text = "hello" }).Outcome);
        Assert.Equal((EventOutcome.Handled, "Support opened a case."), (story.Tell("case.opened", new { @case = "1" }) is var c ? c.Outcome : default, story.Log[^1].Decision.Sentence));
    }

    [Fact]
    public void Work_for_an_agent_that_is_paused_or_not_yet_defined_waits_and_says_so()
    {
        var story = With(Rule("a", "event.type", "eq", "\"lead.created\"", "\"agent\": \"nobody\""), Rule("b", "event.type", "eq", "\"weather\"", "\"agent\": \"care\""));
        story.Define(Story.Agent("care", "support") with { Paused = true });

        Assert.EndsWith("It waits: no agent of that name is defined yet.", story.Tell("lead.created").Sentence, StringComparison.Ordinal);
        Assert.EndsWith("It waits: the agent is paused.", story.Tell("weather").Sentence, StringComparison.Ordinal);
        Assert.Equal(2, story.State.Tasks.Length);
    }

    [Theory]
    [InlineData("event.type", "eq", "\"baton.task.finished\"", true)]
    [InlineData("event.type", "startsWith", "\"baton.task.\"", true)]
    [InlineData("event.type", "in", """["x", "baton.task.finished"]""", true)]
    [InlineData("event.type", "ne", "\"baton.task.failed\"", false)]
    [InlineData("event.type", "notIn", """["baton.task.failed"]""", false)]
    [InlineData("event.type", "exists", "true", false)]
    [InlineData("event.agent", "eq", "\"care\"", false)]
    public void Batons_own_events_go_only_where_a_rule_asks_for_their_type(string field, string op, string value, bool goes)
    {
        var story = With(Rule("first", "event.type", "eq", "\"lead.created\"", "\"agent\": \"care\""), Rule("own", field, op, value, "\"agent\": \"outreach\""));
        story.Tell("lead.created");

        Assert.Equal(goes ? "own" : null, story.Finish(TaskId.Of(1, "c1")).Route?.Rule);
    }

    [Fact]
    public void A_rule_can_ask_about_the_customer_and_about_who_did_it()
    {
        var story = new Story(Documents.With("routing", """{ "id": "vip", "when": { "all": [ { "field": "customer.vip", "op": "eq", "value": true }, { "field": "agent.department", "op": "eq", "value": "sales" } ] }, "to": { "agent": "care" } }"""));
        Assert.Null(story.Tell("lead.created", actor: Core.Events.Actor.Agent("outreach")).Route);
        story.Tell("customer.updated", new { attributes = new { vip = true } });

        Assert.Equal("vip", story.Tell("lead.created", actor: Core.Events.Actor.Agent("outreach")).Route!.Rule);
        Assert.Null(story.Tell("lead.created").Route);
    }
}

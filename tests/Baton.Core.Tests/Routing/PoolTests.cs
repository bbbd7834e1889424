using Baton.Core.Agents;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Routing;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Routing;

public sealed class PoolTests
{
    private static readonly AgentSight[] AllIdle = [Sight("a"), Sight("b"), Sight("c")];

    [Fact]
    public void The_one_with_the_least_to_do_gets_it_and_the_reason_says_so()
    {
        var decision = Decide(Pool("leastBusy"), Sight("a", open: 4), Sight("b", open: 2), Sight("c", open: 3));

        Assert.Equal("b", decision.Route?.Agent);
        Assert.Equal("b has the least to do, with 2 open", decision.Route?.Pick);
        Assert.EndsWith("To b (rule pooled): b has the least to do, with 2 open.", decision.Sentence, StringComparison.Ordinal);
        Assert.Equal("b", Assert.Single(decision.Tasks).Task.Agent);
    }

    [Fact]
    public void Who_has_more_weight_may_have_more_to_do() =>
        Assert.Equal("a", Decide(Pool("leastBusy", """{ "agent": "a", "weight": 3 }, { "agent": "b" }"""), Sight("a", open: 4), Sight("b", open: 1)).Route?.Agent);

    [Fact]
    public void In_turn_the_one_picked_longest_ago_comes_next() =>
        Assert.Equal("c", Decide(Pool("roundRobin"), Sight("a", turn: 7), Sight("b", turn: 8), Sight("c", turn: 6)).Route?.Agent);

    [Fact]
    public void By_weight_each_gets_its_share_and_the_same_event_the_same_agent()
    {
        var config = Config(Pool("weight", """{ "agent": "a", "weight": 3 }, { "agent": "b", "weight": 1 }"""));
        const int Events = 8_000;

        var picked = Enumerable.Range(1, Events).Select(seq => Route(config, seq, AllIdle).Agent).ToList();

        Assert.InRange(picked.Count(agent => agent == "a"), 6_000 - 5 * 39, 6_000 + 5 * 39); // five standard deviations
        Assert.Equal(picked, Enumerable.Range(1, Events).Select(seq => Route(config, seq, AllIdle).Agent));
    }

    [Fact]
    public void The_paused_the_failing_the_full_and_the_undefined_are_passed_over_and_named()
    {
        var config = Config(Pool("leastBusy", """{ "agent": "a" }, { "agent": "b" }, { "agent": "c", "atOnce": 2 }, { "agent": "ghost" }, { "agent": "d" }"""), Story.Agent("a", "support") with { Paused = true }, Story.Agent("d", "support"));

        var route = Route(config, 1, [Sight("a"), Sight("b", finished: 6, failed: 3), Sight("c", open: 2), Sight("d", open: 50)]);

        Assert.Equal("d", route.Agent);
        Assert.Equal("only d of its pool can take it; a is paused, b is failing (3 of its last 6 tasks), c is full (2 of 2), ghost is not defined", route.Pick);
    }

    [Fact]
    public void A_few_failures_are_no_failing() =>
        Assert.Equal("a", Decide(Pool("leastBusy"), Sight("a", finished: 4, failed: 4), Sight("b", open: 1), Sight("c", open: 1)).Route?.Agent);

    [Theory]
    [InlineData("""{ "queue": "triage" }""", null, "triage", "the people of triage")]
    [InlineData("""{ "agent": "d" }""", "d", null, "d")]
    public void What_nobody_can_take_goes_where_the_rule_says(string other, string? agent, string? queue, string words)
    {
        var config = Config(Pool("weight", """{ "agent": "a", "atOnce": 1 }""", other), Story.Agent("d", "support"));

        var route = Route(config, 1, [Sight("a", open: 1)]);

        Assert.Equal((agent, queue), (route.Agent, route.Queue));
        Assert.Equal($"nobody of its pool can take it (a is full (1 of 1)), so it goes to {words}", route.Pick);
    }

    [Fact]
    public void Where_nobody_looked_how_they_stand_it_is_drawn() => Assert.Contains("was drawn, with weight 1 of 3", Route(Config(Pool("leastBusy")), 1, []).Pick!, StringComparison.Ordinal);

    [Theory]
    [InlineData("leastBusy", "When the customer writes, it goes to whoever of a, b and c has the least to do, or else to the people of triage.")]
    [InlineData("roundRobin", "When the customer writes, it goes to a, b and c in turn, or else to the people of triage.")]
    [InlineData("weight", "When the customer writes, it goes to a, b or c, or else to the people of triage.")]
    public void It_stands_in_the_rules_sentence(string pick, string sentence) => Assert.Equal(sentence, PolicyReader.Read(Pool(pick), 1).Routing[0].Sentence);

    [Theory]
    [InlineData("""{ "pool": {} }""", "/routing/0/to/pool/agents", "/routing/0/to/pool/else")]
    [InlineData("""{ "pool": { "agents": [], "else": { "queue": "q" } } }""", "/routing/0/to/pool/agents")]
    [InlineData("""{ "pool": { "agents": [ { "agent": "a" } ] } }""", "/routing/0/to/pool/else")]
    [InlineData("""{ "pool": { "agents": [ { "agent": "a" }, { "agent": "a" } ], "else": { "queue": "q" } } }""", "/routing/0/to/pool/agents")]
    [InlineData("""{ "pool": { "agents": [ { "agent": "a", "weight": 0 } ], "else": { "queue": "q" } } }""", "/routing/0/to/pool/agents/0/weight")]
    [InlineData("""{ "pool": { "agents": [ { "agent": "a", "wieght": 2 } ], "else": { "queue": "q" } } }""", "/routing/0/to/pool/agents/0/wieght")]
    [InlineData("""{ "pool": { "agents": [ { "agent": "a" } ], "pick": "best", "else": { "queue": "q" } } }""", "/routing/0/to/pool/pick")]
    [InlineData("""{ "agent": "x", "pool": { "agents": [ { "agent": "a" } ], "else": { "queue": "q" } } }""", "/routing/0/to")]
    public void A_pool_that_cannot_be_is_a_fault_with_its_place(string to, params string[] pointers)
    {
        var faults = new List<Fault>();

        PolicyReader.Read(Story.Json($$"""{ "routing": [ { "id": "pooled", "when": { "field": "event.type", "op": "eq", "value": "message.received" }, "to": {{to}} } ] }"""), 1, faults);

        Assert.Equal(pointers, faults.Select(f => f.Pointer));
    }

    private static string Pool(string pick, string members = """{ "agent": "a" }, { "agent": "b" }, { "agent": "c" }""", string other = """{ "queue": "triage" }""") => $$"""
        { "routing": [ { "id": "pooled", "when": { "field": "event.type", "op": "eq", "value": "message.received" }, "to": { "pool": { "agents": [ {{members}} ], "pick": "{{pick}}", "else": {{other}} } } } ] }
        """;

    private static WorkspaceConfig Config(string policy, params AgentDefinition[] agents) =>
        new Story(policy, [.. new[] { "a", "b", "c" }.Where(name => agents.All(a => a.Name != name)).Select(name => Story.Agent(name, "support")), .. agents]).Config;

    private static Route Route(WorkspaceConfig config, long seq, IReadOnlyList<AgentSight> sights) => Decide(config, seq, sights).Route!;

    private static Decision Decide(string policy, params AgentSight[] sights) => Decide(Config(policy), 1, sights);

    private static Decision Decide(WorkspaceConfig config, long seq, IReadOnlyList<AgentSight> sights)
    {
        var now = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        return Decider.Decide(Core.Customers.CustomerState.New("c1"), new Event
        {
            Source = "test", Id = $"e{seq}", Seq = seq, Root = seq, Type = EventTypes.MessageReceived, Customer = "c1", Time = now, Received = now, Actor = Actor.Channel("test"),
            Data = Story.Json(new { text = "hello" }), Sights = sights,
        }, config).Decision;
    }

    private static AgentSight Sight(string agent, int open = 0, long turn = 0, int finished = 0, int failed = 0) => new(agent, open, turn, finished, failed);
}

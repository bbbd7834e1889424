using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Limits;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Agents.Limits;

public sealed class BreakerTests
{
    private static readonly AgentLimits Limits = AgentLimits.Usual with { Concurrency = 1, Breaker = new BreakerLimits { LeastCalls = 2, Break = TimeSpan.FromSeconds(30), Window = TimeSpan.FromMinutes(1) } };

    private bool _works;
    private readonly ToldAgent _shaky;

    public BreakerTests() => _shaky = new ToldAgent("shaky", (_, _) => Task.FromResult(Volatile.Read(ref _works) ? new AgentAnswer() : AgentAnswer.Failure("Connection refused.")));

    [Fact]
    public async Task An_agent_that_fails_too_often_is_left_alone_tried_again_and_goes_on_with_no_try_used_up_meanwhile()
    {
        await using var engine = await TestEngine.StartAsync(_shaky);
        await engine.DefineAsync("shaky", with: a => a with { MaxAttempts = 10, Limits = Limits });
        await engine.PublishAsync(Policy.Chain("shaky"));
        for (var i = 0; i < 3; i++) await engine.SendAsync($"m-{i}", $"email:c{i}@example.com");

        var opened = await engine.RowAsync(r => r.Type == EventTypes.AgentBreaker, "it is said that the agent is left alone");
        Assert.Equal("shaky failed too often and is left alone until Mon 2 Mar 09:00 UTC; then one call tries whether it works again: Connection refused.", opened.Sentence);
        Assert.Equal("shaky", opened.Agent);
        await engine.UntilAsync(() => Health(engine).NotBefore == TestEngine.Monday.AddSeconds(30), "its tasks wait");
        Assert.Equal((BreakerState.Open, TestEngine.Monday, TestEngine.Monday.AddSeconds(30), 2), (Health(engine).Breaker.State, Health(engine).Breaker.Since, Health(engine).Breaker.NextTry, _shaky.Asked));
        Assert.Equal([1, 1, 0], engine.Lookups.OpenTasks().Select(t => t.Attempt).OrderDescending());

        // The one try fails as well: left alone for as long again, which is no news.
        engine.Advance(TimeSpan.FromSeconds(30));
        await engine.UntilAsync(() => Health(engine).Breaker.NextTry == TestEngine.Monday.AddSeconds(60), "it is left alone again");
        Assert.Equal((3, 2, 2), (_shaky.Asked, Health(engine).Breaker.Failed, Health(engine).Breaker.Calls));

        Volatile.Write(ref _works, true);
        engine.Advance(TimeSpan.FromSeconds(60));
        await engine.DoneAsync();
        var closed = await engine.RowAsync(r => r.Type == EventTypes.AgentBreaker && r.Seq > opened.Seq, "it is said that the agent works again");
        Assert.Equal("shaky works again and is called as usual.", closed.Sentence);
        Assert.Equal(BreakerState.Closed, Health(engine).Breaker.State);
        Assert.Equal((6, 2), (_shaky.Asked, engine.Log().Count(r => r.Type == EventTypes.AgentBreaker)));
    }

    [Fact]
    public async Task While_an_agent_is_left_alone_its_fallback_gets_the_tasks_at_once()
    {
        var spare = ToldAgent.Answering("spare");
        await using var engine = await TestEngine.StartAsync(_shaky, spare);
        await engine.DefineAsync("shaky", with: a => a with { MaxAttempts = 1, Fallback = "spare", Limits = Limits });
        await engine.PublishAsync(Policy.Chain("shaky"));
        for (var i = 0; i < 2; i++) await engine.SendAsync($"m-{i}", $"email:c{i}@example.com");
        await engine.RowAsync(r => r.Type == EventTypes.AgentBreaker, "the agent is left alone");

        await engine.SendAsync("m-3", "email:late@example.com");
        await engine.DoneAsync();

        Assert.Equal((2, 3), (_shaky.Asked, spare.Asked));
        Assert.Single(engine.Log(), r => r.Sentence == "shaky was not asked: it failed too often and is left alone until Mon 2 Mar 09:00 UTC. spare takes over.");
    }

    [Fact]
    public async Task What_is_known_of_an_agent_outlives_a_change_of_its_definition_that_leaves_the_breaker_as_it_was()
    {
        await using var engine = await TestEngine.StartAsync(_shaky);
        await engine.DefineAsync("shaky", with: a => a with { MaxAttempts = 10, Limits = Limits });
        await engine.PublishAsync(Policy.Chain("shaky"));
        for (var i = 0; i < 2; i++) await engine.SendAsync($"m-{i}", $"email:c{i}@example.com");
        await engine.RowAsync(r => r.Type == EventTypes.AgentBreaker, "the agent is left alone");

        await engine.DefineAsync("shaky", with: a => a with { MaxAttempts = 9, Description = "Shaky.", Limits = Limits });
        await engine.SendAsync("m-3", "email:late@example.com");
        await engine.UntilAsync(() => Health(engine).NotBefore is not null, "its tasks wait");
        Assert.Equal((BreakerState.Open, 2), (Health(engine).Breaker.State, _shaky.Asked));

        Volatile.Write(ref _works, true);
        await engine.DefineAsync("shaky", with: a => a with { MaxAttempts = 9, Limits = Limits with { Breaker = null } });
        await engine.UntilAsync(() => _shaky.Asked == 3, "without a breaker it is called");
    }

    private static AgentHealth Health(TestEngine engine) => engine.Get<AgentHealths>().Of(TestEngine.Workspace, "shaky")!;
}

using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Agents.Limits;

public sealed class LimitTests
{
    [Fact]
    public async Task A_failed_task_waits_as_long_as_the_agent_asks_to_be_left_alone()
    {
        var busy = new ToldAgent("busy", (_, _) => Task.FromResult(AgentAnswer.Failure("429 Too Many Requests") with { RetryAfter = TimeSpan.FromSeconds(45) }));
        await using var engine = await TestEngine.StartAsync(busy);
        await engine.PublishAsync(Policy.Chain("busy"));

        await engine.SendAsync("m-1");

        Assert.EndsWith("Try 2 in 45 s.", (await engine.RowAsync(r => r.Type == EventTypes.TaskFinished, "it failed")).Sentence);
        Assert.Equal(TestEngine.Monday.AddSeconds(45).ToUnixTimeMilliseconds(), Assert.Single(engine.Lookups.OpenTasks()).NotBefore);
    }

    [Fact]
    public async Task A_refusal_goes_to_the_fallback_at_once()
    {
        var refuses = new ToldAgent("refuses", (_, _) => Task.FromResult(AgentAnswer.Failure("It will not do that.") with { IsFinal = true }));
        await using var engine = await TestEngine.StartAsync(refuses, ToldAgent.Answering("spare"));
        await engine.DefineAsync("refuses", with: a => a with { Fallback = "spare" });
        await engine.PublishAsync(Policy.Chain("refuses"));

        await engine.SendAsync("m-1");
        await engine.DoneAsync();

        Assert.Equal(["refuses failed: It will not do that. Another try is of no use. spare takes over.", "spare is done (ok)."], engine.Log().Where(r => r.Type == EventTypes.TaskFinished).Select(r => r.Sentence));
        Assert.Equal(1, refuses.Asked);
    }

    [Fact]
    public async Task What_comes_on_top_of_a_full_queue_goes_to_the_fallback_at_once()
    {
        var gate = new TaskCompletionSource<AgentAnswer>();
        var slow = new ToldAgent("slow", (_, _) => gate.Task);
        await using var engine = await TestEngine.StartAsync(slow, ToldAgent.Answering("spare"));
        await engine.DefineAsync("slow", with: a => a with { Fallback = "spare", Limits = AgentLimits.Usual with { Concurrency = 1, Queue = 2 } });
        await engine.PublishAsync(Policy.Chain("slow"));

        for (var i = 0; i < 4; i++) await engine.SendAsync($"m-{i}", $"email:c{i}@example.com");

        await engine.RowAsync(r => r.Type == EventTypes.TaskFinished && r.Agent == "spare", "the fallback does it");
        Assert.Single(engine.Log(), r => r.Sentence == "slow was not asked: its queue of 2 is full. spare takes over.");
        Assert.Equal(1, slow.Asked);
        gate.SetResult(new AgentAnswer());
        await engine.DoneAsync();
        Assert.Equal(3, slow.Asked);
    }

    [Fact]
    public async Task No_minute_has_more_calls_than_it_may_have()
    {
        var counted = ToldAgent.Answering("counted");
        await using var engine = await TestEngine.StartAsync(counted);
        await engine.DefineAsync("counted", with: a => a with { Limits = AgentLimits.Usual with { PerMinute = 2 } });
        await engine.PublishAsync(Policy.Chain("counted"));
        for (var i = 0; i < 5; i++) await engine.SendAsync($"m-{i}", $"email:c{i}@example.com");
        await engine.UntilAsync(() => Done(engine) == 2 && engine.Get<Dispatcher>().LoadOf(TestEngine.Workspace, "counted") == (0, 3, TestEngine.Monday.AddMinutes(1)), "two are done and the others wait");

        engine.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(2, counted.Asked);
        engine.Advance(TimeSpan.FromSeconds(1));
        await engine.UntilAsync(() => Done(engine) == 4 && engine.Get<Dispatcher>().AtWork == 0, "two more are done");
        Assert.Equal(4, counted.Asked);
        engine.Advance(TimeSpan.FromMinutes(1));
        await engine.DoneAsync();
    }

    private static int Done(TestEngine engine) => engine.Log().Count(r => r.Type == EventTypes.TaskFinished);
}

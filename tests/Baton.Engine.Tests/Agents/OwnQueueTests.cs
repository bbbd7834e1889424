using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Agents;

public sealed class OwnQueueTests
{
    [Fact]
    public async Task An_agent_that_never_comes_back_delays_nobody_but_itself()
    {
        const int Tasks = 100; // more than all agents together could once have at work
        var stuck = new ToldAgent("stuck", (_, _) => new TaskCompletionSource<AgentAnswer>().Task);
        var quick = ToldAgent.Answering("quick");
        await using var engine = await TestEngine.StartAsync(stuck, quick);
        await engine.DefineAsync("stuck", with: a => a with { Timeout = TimeSpan.FromHours(1) });
        await engine.PublishAsync("""
            "routing":[{"id":"s","when":{"field":"event.type","op":"eq","value":"message.received"},"to":{"agent":"stuck"}},{"id":"q","when":{"field":"event.type","op":"eq","value":"lead.created"},"to":{"agent":"quick"}}]
            """);
        for (var i = 0; i < Tasks; i++) await engine.SendAsync($"s-{i}", $"email:s{i}@example.com");
        await engine.UntilAsync(() => stuck.Asked == AgentLimits.UsualBuiltIn, "as many of the stuck agent's tasks are at work as may be");

        for (var i = 0; i < 10; i++) await engine.SendAsync($"q-{i}", $"email:q{i}@example.com", EventTypes.LeadCreated, "{}");

        await engine.UntilAsync(() => engine.Log().Count(r => r.Type == EventTypes.TaskFinished && r.Agent == "quick") == 10, "the quick agent is done");
        Assert.Equal((AgentLimits.UsualBuiltIn, 10), (stuck.Asked, quick.Asked));
        await engine.UntilAsync(() => (engine.Get<Dispatcher>().AtWork, engine.Get<Dispatcher>().Queued) == (AgentLimits.UsualBuiltIn, Tasks - AgentLimits.UsualBuiltIn), "only the stuck agent's tasks are left");
    }

    [Fact]
    public async Task An_agent_has_no_more_calls_at_the_same_time_than_its_limit_and_more_at_once_when_that_is_raised()
    {
        var (gate, atOnce, most) = (new TaskCompletionSource(), 0, 0);
        var counted = new ToldAgent("counted", async (_, _) =>
        {
            InterlockedMost(ref most, Interlocked.Increment(ref atOnce));
            await gate.Task;
            Interlocked.Decrement(ref atOnce);
            return new AgentAnswer();
        });
        await using var engine = await TestEngine.StartAsync(counted);
        await engine.DefineAsync("counted", with: a => a with { Limits = new AgentLimits { Concurrency = 2 } });
        await engine.PublishAsync(Policy.Chain("counted"));
        for (var i = 0; i < 10; i++) await engine.SendAsync($"m-{i}", $"email:c{i}@example.com");
        await engine.UntilAsync(() => counted.Asked == 2, "two are called");

        await engine.DefineAsync("counted", with: a => a with { Limits = new AgentLimits { Concurrency = 5 } });
        await engine.UntilAsync(() => counted.Asked == 5, "five are called");
        gate.SetResult();
        await engine.DoneAsync();

        Assert.Equal((10, 5), (counted.Asked, most));
    }

    private static void InterlockedMost(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most)) Interlocked.CompareExchange(ref most, value, seen);
    }
}

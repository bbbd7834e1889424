using Baton.Core.Agents;
using Baton.Engine.Clocks;
using Baton.Engine.Health;
using Baton.Engine.Pipeline;
using Baton.Engine.Tests.Health;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Faults;

/// <summary>The machine's clock is set forward and back while Baton decides.</summary>
public sealed class ClockFaultTests
{
    [Theory]
    [InlineData(20261121)]
    [InlineData(5)]
    public async Task Jumps_of_the_clock_break_no_rule_and_lose_nothing_and_are_named(int seed)
    {
        var random = new Random(seed);
        var now = TestEngine.Monday;
        var hand = new HandClock(now);
        await using var engine = await HealthSignsTests.WatchedAsync(new AppClock(hand), ToldAgent.Answering("triage"));
        await engine.DefineAsync("outreach", "sales", AgentKind.Pull);
        await engine.PublishAsync(Policy.AfterSupport, Policy.CapOfOne, Policy.Chain("triage"));
        await engine.Get<HealthWatch>().LookAsync();
        for (var i = 0; i < (FaultRun.IsLong ? 600 : 60); i++)
        {
            var customer = $"email:c{random.Next(5)}@example.com";
            if (i % 3 == 0) await engine.SendAsync($"m-{i}", customer);
            else if (i % 3 == 1) await engine.SendAsync($"m-{i}", customer, type: "case.resolved");
            else await engine.AskAsync($"a-{i}", "outreach", customer);
            if (random.Next(4) > 0) continue;
            now += TimeSpan.FromMinutes(random.Next(-3_000, 6_000));
            hand.Show(now);
            await engine.Get<HealthWatch>().LookAsync();
            Assert.Equal(HealthState.Watch, engine.Get<HealthSigns>().Read().Single(sign => sign.Part == "clock").State);
        }

        await engine.DoneAsync();
        while (await engine.Get<Timers>().FireAsync(TestContext.Current.CancellationToken) > 0)
        {
            // What a jump made due rings within seconds by itself; the comparison below must not come before it.
        }

        Assert.Empty(engine.Get<HealthSigns>().Reasons());
        await AgentFaultTests.HoldsAsync(engine);
    }
}

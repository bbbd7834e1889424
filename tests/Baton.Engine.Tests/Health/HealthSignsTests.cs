using Baton.Engine.Clocks;
using Baton.Engine.Health;
using Baton.Engine.Jobs;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Tests.Running;
using Baton.Engine.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Tests.Health;

public sealed class HealthSignsTests
{
    [Fact]
    public async Task While_the_log_cannot_be_written_it_says_why_and_goes_on_by_itself_when_it_can()
    {
        await using var engine = await WatchedAsync();
        Assert.DoesNotContain("log", Bad(engine));
        using (FullDisk.Under(engine.Get<IServiceProvider>()))
        {
            await Assert.ThrowsAsync<JournalException>(() => engine.SendAsync("1"));
            await engine.Get<HealthWatch>().LookAsync();
            var sign = Of(engine, "log");
            Assert.Equal(HealthState.Bad, sign.State);
            Assert.Contains("database or disk is full", sign.What, StringComparison.Ordinal);
            Assert.NotNull(sign.Do);
        }

        // Nobody sends anything: the watch itself finds out.
        await engine.Get<HealthWatch>().LookAsync();

        Assert.Equal(HealthState.Watch, Of(engine, "log").State);
        Assert.Contains("Commits work again", Of(engine, "log").What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_nobody_fetches_and_a_timer_that_is_overdue_are_named()
    {
        await using var engine = await WatchedAsync();
        await engine.DefineAsync("slow", kind: Core.Agents.AgentKind.Pull);
        await engine.PublishAsync(Policy.Chain("slow"));
        await engine.SendAsync("1");
        Assert.Equal(HealthState.Well, Of(engine, "tasks").State);

        engine.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(HealthState.Watch, Of(engine, "tasks").State);
        Assert.Contains("waiting for 11 min", Of(engine, "tasks").What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(90, "forward by 1 h 30 min")]
    [InlineData(-90, "back by 1 h 30 min")]
    public async Task A_clock_that_was_set_is_named(int minutes, string says)
    {
        var hand = new HandClock(TestEngine.Monday);
        await using var engine = await WatchedAsync(new AppClock(hand));
        await engine.Get<HealthWatch>().LookAsync();
        Assert.Equal(HealthState.Well, Of(engine, "clock").State);

        hand.Show(TestEngine.Monday.AddMinutes(minutes));
        await engine.Get<HealthWatch>().LookAsync();

        Assert.Equal(HealthState.Watch, Of(engine, "clock").State);
        Assert.Contains(says, Of(engine, "clock").What, StringComparison.Ordinal);
    }

    /// <summary>An engine whose health is looked at by hand.</summary>
    internal static Task<TestEngine> WatchedAsync(AppClock? clock = null, params Engine.Agents.IBuiltInAgent[] agents)
    {
        clock ??= new AppClock(TimeProvider.System, TestEngine.Monday, 0);
        return TestEngine.StartAsync(clock, agents, services =>
        {
            services.AddJobs(clock);
            services.AddHealth(new HealthLimits { LeastFreeMegabytes = 0 });
        });
    }

    private static HealthSign Of(TestEngine engine, string part) => engine.Get<HealthSigns>().Read().Single(sign => sign.Part == part);

    private static IEnumerable<string> Bad(TestEngine engine) => engine.Get<HealthSigns>().Read().Where(sign => sign.State == HealthState.Bad).Select(sign => sign.Part);
}

using Baton.Core.Events;
using Baton.Engine.Actions;
using Baton.Engine.Agents.BuiltIn;
using Baton.Engine.Clocks;
using Baton.Engine.Demo;
using Baton.Engine.Tests.Invariants;
using Baton.Engine.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Baton.Engine.Tests.Demo;

public sealed class DemoHourTests
{
    [Fact]
    public async Task The_log_of_the_demos_first_hour_decided_again_gives_the_same_decisions_and_states()
    {
        var clock = new AppClock(TimeProvider.System, TestEngine.Monday, rate: 0);
        await using var engine = await TestEngine.StartAsync(clock, [], services => services.AddBuiltInAgents().AddDemo());
        var hosted = engine.Get<IEnumerable<IHostedService>>().Where(s => s is DemoPlayer).ToList();
        foreach (var service in hosted) await service.StartAsync(CancellationToken.None);

        await engine.UntilAsync(() => engine.Log().Any(r => r.Source.StartsWith("demo", StringComparison.Ordinal) || r.Type == EventTypes.CustomerUpdated), "the story begins");
        clock.SetRate(1200);
        await engine.UntilAsync(() => clock.GetUtcNow() > TestEngine.Monday.AddHours(1), "an hour has passed");
        foreach (var service in hosted) await service.StopAsync(CancellationToken.None);
        clock.SetRate(0);
        await engine.UntilAsync(() =>
        {
            engine.Advance(TimeSpan.FromSeconds(1));
            using var db = engine.OpenDb();
            return engine.Lookups.OpenTasks().Count == 0 && !ActionRunner.ToDo(db).Any() && !ActionRunner.BrokenOff(db).Any() && engine.Journal.InFlight == 0;
        }, "every task is finished and every action reported");

        var log = engine.Log();
        Assert.Contains(log, r => r.Type == EventTypes.TaskFinished);
        Assert.Contains(log, r => r.Verdict == "allow");
        Assert.True(engine.Count().Balances, engine.Count().ToString());
        await ReplayTests.AgreesAsync(engine);
    }
}

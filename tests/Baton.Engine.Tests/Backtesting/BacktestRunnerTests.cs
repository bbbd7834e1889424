using Baton.Core.Agents;
using Baton.Core.Backtesting;
using Baton.Core.Policies;
using Baton.Engine.Backtesting;
using Baton.Engine.Policies;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Backtesting;

/// <summary>A draft on the history that the engine recorded.</summary>
public sealed class BacktestRunnerTests : IAsyncLifetime
{
    private static readonly TimeSpan Handling = TimeSpan.FromHours(1);

    private TestEngine _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await TestEngine.StartAsync(ToldAgent.Proposing("offer", purpose: "promotion"));

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task The_policy_that_decided_it_changes_nothing()
    {
        await LiveAsync();

        var figures = await RunAsync(_engine.Get<Configurations>().Of(TestEngine.Workspace).Policy);

        Assert.True(figures.Decisions > 60, $"only {figures.Decisions} decisions");
        Assert.Empty(figures.Matrix);
        Assert.Equal(figures.ContactsBefore, figures.ContactsAfter);
    }

    [Fact]
    public async Task A_stricter_one_changes_what_it_should_the_same_each_time()
    {
        await LiveAsync();
        var policy = PolicyReader.Read($"{{{Running.Policy.Chain("offer")},{Running.Policy.CapOfOne}}}", 0);

        var (one, two) = (await RunAsync(policy), await RunAsync(policy));

        Assert.True(one.Matrix["allow→suppress"] > 0);
        Assert.Equal(one.Matrix.Values.Sum(), one.Changed);
        Assert.Equal((21L, true), (one.ContactsAfter, one.ContactsBefore > 21)); // each of the customers once
        Assert.Equal(one.Matrix, two.Matrix);
        Assert.Equal(one.Examples, two.Examples);
    }

    [Fact]
    public async Task It_can_be_stopped_on_the_way()
    {
        await LiveAsync();
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _engine.Get<BacktestRunner>().RunAsync(
            TestEngine.Workspace, PolicyReader.Read(PolicyReader.Beginning, 0), BacktestPeriod.Always, Handling, _ => stop.Cancel(), stop.Token));
    }

    private Task<BacktestFigures> RunAsync(Core.Policies.Policy policy) => _engine.Get<BacktestRunner>().RunAsync(TestEngine.Workspace, policy, BacktestPeriod.Always, Handling);

    // Twenty customers; each writes, a case of every other one is noted, and all that an agent wants to send waits for it or goes out.
    private async Task LiveAsync()
    {
        await _engine.DefineAsync("offer", "sales");
        await _engine.PublishAsync(Running.Policy.Chain("offer"), Running.Policy.AfterSupport);
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 20; i++)
            {
                if (i % 2 == 0) await _engine.SendAsync($"case-{round}-{i}", $"email:c{i}@example.com", "case.noted", $$"""{"case":"{{round}}"}""");
                await _engine.SendAsync($"m-{round}-{i}", $"email:c{i}@example.com");
            }

            await _engine.DoneAsync();
            _engine.Advance(TimeSpan.FromDays(3));
            await _engine.UntilAsync(() => !_engine.IsDue, "all that came due is decided");
        }

        await _engine.SendAsync("last", "email:c20@example.com");
        await _engine.DoneAsync();
    }
}

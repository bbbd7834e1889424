using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Invariants;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Pipeline;

/// <summary>Starts, resets, and what must be there afterwards.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task What_was_acknowledged_is_answered_with_at_once_and_after_a_restart()
    {
        await using var engine = await TestEngine.StartAsync();
        for (var i = 0; i < 200; i++)
        {
            await engine.SendAsync($"u-{i}", type: EventTypes.CustomerUpdated, data: $$$"""{"attributes":{"n":{{{i}}}}}""");
            Assert.Equal(i, (await engine.StateAsync()).Attributes["n"].Value.GetInt32());
        }

        await engine.RestartAsync();

        Assert.Equal(199, (await engine.StateAsync()).Attributes["n"].Value.GetInt32());
        await ReplayTests.AgreesAsync(engine);
    }

    [Fact]
    public async Task More_customers_than_memory_holds_are_read_again_and_nothing_is_forgotten()
    {
        // One lane remembers 512.
        var customers = Enumerable.Range(0, int.MaxValue).Select(i => $"cus_{i}").Where(id => Lanes.Of(TestEngine.Workspace, id) == 0).Take(1200).ToList();
        await using var engine = await TestEngine.StartAsync();
        await Task.WhenAll(customers.Select(id => engine.SendAsync($"1-{id}", "customer:" + id, EventTypes.CaseOpened, """{"case":"1"}""")));

        await Task.WhenAll(customers.Select(id => engine.SendAsync($"2-{id}", "customer:" + id, EventTypes.CaseOpened, """{"case":"2"}""")));

        foreach (var id in customers) Assert.Equal(2, (await engine.StateAsync("customer:" + id)).OpenCases.Length);
        await ReplayTests.AgreesAsync(engine);
    }

    [Fact]
    public async Task A_clock_of_its_own_never_begins_before_the_log_ends()
    {
        var clock = new AppClock(TimeProvider.System, TestEngine.Monday.AddDays(3), rate: 0);
        await using var engine = await TestEngine.StartAsync(clock);
        var told = (await engine.SendAsync("m-1")).Event!.Received;

        await engine.RestartAsync(new AppClock(TimeProvider.System, TestEngine.Monday, rate: 0));

        Assert.Equal(told, engine.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_reset_under_load_leaves_a_log_that_agrees_with_itself()
    {
        await using var engine = await TestEngine.StartAsync(ToldAgent.Answering("triage"));
        await engine.PublishAsync(Policy.Chain("triage"));
        using var over = new CancellationTokenSource();
        var sending = Task.WhenAll(Enumerable.Range(0, 6).Select(hand => Task.Run(async () =>
        {
            for (var i = 0; !over.IsCancellationRequested; i++)
            {
                try
                {
                    await engine.SendAsync($"{hand}-{i}", $"email:c{i % 7}@example.com phone:+4930{i % 5}");
                }
                catch (JournalException)
                {
                    // Told that the workspace is being reset.
                }
            }
        })));

        for (var round = 0; round < 5; round++)
        {
            await engine.UntilAsync(() => engine.Log().Count > 60, "some are taken");
            await engine.Conductor.ForgetAsync(TestEngine.Workspace, CancellationToken.None);
            await engine.Get<Engine.Workspaces.WorkspaceDesk>().BeginAsync(TestEngine.Workspace, CancellationToken.None);
            await engine.DefineAsync("triage");
            await engine.PublishAsync(Policy.Chain("triage"));
        }

        await engine.UntilAsync(() => engine.Log().Count > 60, "some are taken");
        await over.CancelAsync();
        await sending;
        await engine.UntilAsync(() =>
        {
            engine.Advance(TimeSpan.FromSeconds(1));
            return engine.Lookups.OpenTasks().Count == 0;
        }, "every task is finished");
        Assert.All(engine.Log().Where(r => r.Root == r.Seq), r => Assert.NotEqual(LogOutcome.Waiting, r.Outcome));
        Assert.True(engine.Count().Balances, engine.Count().ToString());
        await ReplayTests.AgreesAsync(engine);
    }

    [Fact]
    public async Task After_a_reset_no_customer_and_no_task_has_an_id_of_before_and_a_late_result_hits_nothing()
    {
        await using var engine = await TestEngine.StartAsync();
        async Task<Core.Agents.OpenTask> BeginAsync()
        {
            await engine.DefineAsync("hands", kind: Core.Agents.AgentKind.Pull);
            await engine.PublishAsync(Policy.Chain("hands"));
            await engine.SendAsync("m-1");
            return Assert.Single((await engine.StateAsync()).Tasks);
        }

        var before = await BeginAsync();
        await engine.Conductor.ForgetAsync(TestEngine.Workspace, CancellationToken.None);
        await engine.Get<Engine.Workspaces.WorkspaceDesk>().BeginAsync(TestEngine.Workspace, CancellationToken.None);
        var after = await BeginAsync();
        var late = await engine.Tasks.FinishAsync(TestEngine.Workspace, new Core.Agents.TaskResult(before.Id, "hands", Core.Agents.ResultStatus.Success));

        Assert.NotEqual(before.Id, after.Id);
        Assert.Equal(TurnStatus.Refused, late[0].Status);
        Assert.Equal(after.Id, Assert.Single((await engine.StateAsync()).Tasks).Id);
        await engine.RestartAsync();
        Assert.Equal(after.Id, Assert.Single((await engine.StateAsync()).Tasks).Id);
    }
}

using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Agents;

public sealed class PullTests
{
    private static readonly TimeSpan AtOnce = TimeSpan.Zero;

    [Fact]
    public async Task A_waiting_caller_gets_a_task_as_soon_as_there_is_one()
    {
        await using var engine = await HandsAsync();
        var claiming = engine.Pull.ClaimAsync(TestEngine.Workspace, "hands", 10, TimeSpan.FromSeconds(30));

        await engine.SendAsync("m-1");

        Assert.Single(await claiming);
    }

    [Fact]
    public async Task A_lease_that_runs_out_is_a_failed_try_and_what_comes_too_late_is_refused()
    {
        await using var engine = await HandsAsync();
        await engine.SendAsync("m-1");

        var first = Assert.Single(await ClaimAsync(engine));
        Assert.Empty(await ClaimAsync(engine));
        engine.Advance(TimeSpan.FromSeconds(50));
        Assert.NotNull(await engine.Pull.HeartbeatAsync(TestEngine.Workspace, first.Id, first.LeaseToken!, "hands"));
        engine.Advance(TimeSpan.FromSeconds(50));
        Assert.Empty(await ClaimAsync(engine));
        engine.Advance(TimeSpan.FromSeconds(11));
        await engine.RowAsync(r => r.Sentence?.StartsWith("hands failed: it took the task and did not answer within ", StringComparison.Ordinal) == true, "the lease runs out");
        engine.Advance(TimeSpan.FromSeconds(3));
        var second = Assert.Single(await ClaimAsync(engine));

        Assert.Equal((2, true), (second.Attempt, first.Id != second.Id));
        Assert.Null(await engine.Pull.HeartbeatAsync(TestEngine.Workspace, first.Id, first.LeaseToken!, "hands"));
        await FinishAsync(engine, second);
        Assert.Equal(Engine.Pipeline.TurnStatus.Duplicate, (await FinishAsync(engine, first)).Status);
    }

    [Theory, InlineData(null), InlineData("spare")]
    public async Task An_agent_that_hangs_again_and_again_loses_the_task_to_its_fallback_or_to_a_person(string? fallback)
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.DefineAsync("spare", kind: AgentKind.Pull);
        await engine.DefineAsync("hands", kind: AgentKind.Pull, with: a => a with { MaxAttempts = 2, Fallback = fallback });
        await engine.PublishAsync(Policy.Chain("hands"));
        await engine.SendAsync("m-1");

        for (var attempt = 1; attempt <= 2; attempt++)
        {
            Assert.Equal(attempt, Assert.Single(await ClaimAsync(engine)).Attempt);
            engine.Advance(TimeSpan.FromSeconds(61));
            var failures = attempt;
            await engine.UntilAsync(() => engine.Log().Count(r => r.Type == EventTypes.TaskFinished) == failures, "the lease runs out");
            engine.Advance(TimeSpan.FromSeconds(3));
        }

        Assert.Empty(await ClaimAsync(engine));
        var state = await engine.StateAsync();
        if (fallback is null) Assert.Equal(Core.Handoffs.HandoffCause.AgentFailed, Assert.Single(state.Handoffs).Cause);
        else Assert.Single(await engine.Pull.ClaimAsync(TestEngine.Workspace, fallback, 10, AtOnce));
        Assert.True(engine.Count().Balances, engine.Count().ToString());
        await Invariants.ReplayTests.AgreesAsync(engine);
    }

    [Fact]
    public async Task A_paused_agent_gets_nothing_until_it_is_resumed()
    {
        await using var engine = await HandsAsync();
        await engine.SendAsync("m-1");
        await engine.Agents.PauseAsync(TestEngine.Workspace, "hands", Actor.Person("olga"));
        Assert.Empty(await ClaimAsync(engine));

        var claiming = engine.Pull.ClaimAsync(TestEngine.Workspace, "hands", 10, TimeSpan.FromSeconds(30));
        await engine.Agents.ResumeAsync(TestEngine.Workspace, "hands", Actor.Person("olga"));

        Assert.Single(await claiming);
    }

    [Fact]
    public async Task Many_who_claim_at_once_share_the_tasks_and_each_task_is_finished_once()
    {
        const int Tasks = 200, Hands = 32;
        await using var engine = await HandsAsync();
        var sending = Parallel.ForAsync(0, Tasks, async (i, _) => await engine.SendAsync($"m-{i}", $"email:c{i % 17}@example.com"));

        var left = Tasks;
        await Task.WhenAll(Enumerable.Range(0, Hands).Select(_ => Task.Run(async () =>
        {
            while (Volatile.Read(ref left) > 0)
            {
                foreach (var task in await engine.Pull.ClaimAsync(TestEngine.Workspace, "hands", 3, TimeSpan.FromMilliseconds(20)))
                {
                    Assert.Equal(Engine.Pipeline.TurnStatus.Accepted, (await FinishAsync(engine, task)).Status);
                    Interlocked.Decrement(ref left);
                }
            }
        })));
        await sending;

        Assert.Equal(0, left);
        Assert.Equal(Tasks, engine.Log().Count(r => r.Type == EventTypes.TaskFinished));
        Assert.True(engine.Count().Balances, engine.Count().ToString());
        Assert.Equal(0, engine.Count().Log.Waiting);
    }

    private static async Task<TestEngine> HandsAsync()
    {
        var engine = await TestEngine.StartAsync();
        await engine.DefineAsync("hands", kind: AgentKind.Pull);
        await engine.PublishAsync(Policy.Chain("hands"));
        return engine;
    }

    private static Task<IReadOnlyList<TaskRow>> ClaimAsync(TestEngine engine) => engine.Pull.ClaimAsync(TestEngine.Workspace, "hands", 10, AtOnce);

    private static async Task<Engine.Pipeline.Turn> FinishAsync(TestEngine engine, TaskRow task) =>
        (await engine.Tasks.FinishAsync(TestEngine.Workspace, new TaskResult(task.Id, "hands", ResultStatus.Success, JsonElement.Parse("{}"), 0.9, null, null, null)))[0];
}

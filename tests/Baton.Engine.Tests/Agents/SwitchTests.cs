using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Tests.Invariants;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Agents;

public sealed class SwitchTests
{
    private const string Workspace = TestEngine.Workspace;
    private static readonly Actor Olga = Actor.Person("olga");

    [Fact]
    public async Task A_draining_agent_finishes_what_it_has_and_begins_nothing_new_until_it_goes_on()
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var agent = new ToldAgent("triage", async (_, _) =>
        {
            await open.Task;
            return new AgentAnswer();
        });
        await using var engine = await TestEngine.StartAsync(agent);
        await engine.PublishAsync(Policy.Chain("triage"));
        await engine.SendAsync("m-1");
        await engine.UntilAsync(() => agent.Asked == 1, "the first task is under way");

        Assert.True(await engine.Agents.SwitchAsync(Workspace, "triage", SwitchTo.Drain, Olga, "moving house"));
        var later = await engine.SendAsync("m-2");
        Assert.EndsWith("It waits: the agent drains.", later.Decision!.Sentence);
        open.SetResult();
        await engine.RowAsync(r => r.Type == EventTypes.TaskFinished, "what it had is finished");
        Assert.Equal(1, agent.Asked);

        await engine.Agents.ResumeAsync(Workspace, "triage", Olga);
        await engine.DoneAsync();
        Assert.Equal(2, agent.Asked);
        await ReplayTests.AgreesAsync(engine);
    }

    [Fact]
    public async Task A_draining_agent_that_fetches_gets_only_what_it_was_given_before()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.DefineAsync("hands", kind: AgentKind.Pull);
        await engine.PublishAsync(Policy.Chain("hands"));
        await engine.SendAsync("m-1");
        await engine.Agents.SwitchAsync(Workspace, "hands", SwitchTo.Drain, Olga);
        await engine.SendAsync("m-2");

        Assert.Single(await engine.Pull.ClaimAsync(Workspace, "hands", 10, TimeSpan.Zero));
        await engine.Agents.ResumeAsync(Workspace, "hands", Olga);
        Assert.Single(await engine.Pull.ClaimAsync(Workspace, "hands", 10, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_stopped_agents_call_is_broken_off_at_once_and_its_task_is_done_when_it_goes_on()
    {
        var broken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var agent = new ToldAgent("triage", async (work, cancel) =>
        {
            if (broken.Task.IsCompleted) return new AgentAnswer();
            await using var noticed = cancel.Register(() => broken.TrySetResult());
            await Task.Delay(Timeout.Infinite, cancel);
            return new AgentAnswer();
        });
        await using var engine = await TestEngine.StartAsync(agent);
        await engine.PublishAsync(Policy.Chain("triage"));
        await engine.SendAsync("m-1");
        await engine.UntilAsync(() => agent.Asked == 1, "the call is under way");

        await engine.Agents.SwitchAsync(Workspace, "triage", SwitchTo.Kill, Olga);
        await broken.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.DoesNotContain(engine.Log(), r => r.Type == EventTypes.TaskFinished);

        await engine.Agents.ResumeAsync(Workspace, "triage", Olga);
        await engine.DoneAsync();
        Assert.Equal((2, 1), (agent.Asked, engine.Log().Count(r => r.Type == EventTypes.TaskFinished)));
    }

    [Fact]
    public async Task A_department_is_switched_in_one_commit_and_stands_so_after_a_restart()
    {
        await using var engine = await TestEngine.StartAsync();
        foreach (var (name, department) in (ValueTuple<string, string>[])[("a", "sales"), ("b", "sales"), ("c", "support")]) await engine.DefineAsync(name, department, AgentKind.Pull);

        Assert.True(await engine.Agents.SwitchDepartmentAsync(Workspace, "Sales", SwitchTo.Kill, Olga, "wrong prices"));
        Assert.False(await engine.Agents.SwitchDepartmentAsync(Workspace, "sales", SwitchTo.Kill, Olga));
        await engine.RestartAsync();

        var agents = engine.Get<Engine.Policies.Configurations>().Of(Workspace).Agents;
        Assert.Equal([("a", true), ("b", true), ("c", false)], agents.Values.OrderBy(a => a.Name).Select(a => (a.Name, a.Killed)));
        Assert.Equal(["olga stopped a at once: its calls are broken off, its results refused: wrong prices.", "olga stopped b at once: its calls are broken off, its results refused: wrong prices."],
            engine.Log().Where(r => r.Type == EventTypes.AgentKilled).Select(r => r.Sentence));
        Assert.Equal("agent-paused", (await engine.AskAsync("x-1", "a")).ReasonCode);
    }
}

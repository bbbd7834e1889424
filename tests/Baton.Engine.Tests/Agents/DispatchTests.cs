using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Agents;
using Baton.Engine.Handoffs;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Agents;

public sealed class DispatchTests
{
    [Fact]
    public async Task An_event_goes_to_an_agent_its_result_to_the_next_and_what_that_one_proposes_is_decided_done_and_reported()
    {
        await using var engine = await TestEngine.StartAsync(ToldAgent.Answering("triage"), ToldAgent.Proposing("reply"));
        await engine.PublishAsync(Policy.Chain("triage", "reply"));

        var sent = await engine.SendAsync("m-1");
        var proposed = await engine.RowAsync(r => r.Type == EventTypes.ActionProposed, "the reply is proposed");
        var report = await engine.Actions.ReportAsync(TestEngine.Workspace, proposed.Action!, proposed.Customer!, Actor.Agent("reply"), "done", detail: null);

        Assert.Equal("allow", proposed.Verdict);
        Assert.All(engine.Lookups.ReadChain(TestEngine.Workspace, sent.Seq), r => Assert.Equal(sent.Seq, r.Root));
        Assert.Equal(["message.received", "baton.task.finished", "baton.task.finished", "baton.action.proposed", "baton.action.reported"], engine.Lookups.ReadChain(TestEngine.Workspace, sent.Seq).Select(r => r.Type));
        Assert.Equal(sent.Seq, report.Event!.Root);
        Assert.Equal(LogOutcome.Handled, engine.Row(sent.Seq).Outcome);
    }

    [Fact]
    public async Task A_paused_agents_tasks_wait_and_go_on_when_it_is_resumed()
    {
        var triage = ToldAgent.Answering("triage");
        await using var engine = await TestEngine.StartAsync(triage);
        await engine.PublishAsync(Policy.Chain("triage"));
        await engine.Agents.PauseAsync(TestEngine.Workspace, "triage", Actor.Person("olga"));

        var sent = await engine.SendAsync("m-1");
        Assert.Equal(LogOutcome.Waiting, engine.Row(sent.Seq).Outcome);
        await engine.RestartAsync();
        Assert.Equal(0, triage.Asked);

        await engine.Agents.ResumeAsync(TestEngine.Workspace, "triage", Actor.Person("olga"));
        await engine.DoneAsync();
        Assert.Equal(1, triage.Asked);
        Assert.Equal(LogOutcome.Handled, engine.Row(sent.Seq).Outcome);
    }

    [Fact]
    public async Task Tasks_for_an_agent_that_is_not_defined_wait_until_it_is()
    {
        await using var engine = await TestEngine.StartAsync(ToldAgent.Answering("triage"), ToldAgent.Answering("other"));
        await engine.PublishAsync(Policy.Chain("later"));

        var sent = await engine.SendAsync("m-1");
        Assert.Equal(LogOutcome.Waiting, engine.Row(sent.Seq).Outcome);

        await engine.DefineAsync("later", with: a => a with { BuiltIn = "other" });
        await engine.DoneAsync();
        Assert.Equal(LogOutcome.Handled, engine.Row(sent.Seq).Outcome);
    }

    [Fact]
    public async Task Tasks_waiting_for_an_agent_that_fetches_are_carried_when_it_becomes_built_in()
    {
        await using var engine = await TestEngine.StartAsync(ToldAgent.Answering("other"));
        await engine.DefineAsync("mover", kind: AgentKind.Pull);
        await engine.PublishAsync(Policy.Chain("mover"));
        await engine.SendAsync("m-1");

        await engine.DefineAsync("mover", with: a => a with { BuiltIn = "other" });

        await engine.DoneAsync();
    }

    [Fact]
    public async Task A_failing_agent_is_tried_again_later_then_replaced_then_a_person_is_asked()
    {
        var (first, second) = (ToldAgent.Failing("first"), ToldAgent.Failing("second", "So did this."));
        await using var engine = await TestEngine.StartAsync(first, second);
        await engine.DefineAsync("first", with: a => a with { Fallback = "second" });
        await engine.DefineAsync("second", with: a => a with { MaxAttempts = 1, Queue = "experts" });
        await engine.PublishAsync(Policy.Chain("first"));

        var sent = await engine.SendAsync("m-1");
        await engine.UntilAsync(() => first.Asked == 1 && engine.Lookups.OpenTasks().Any(t => t.NotBefore == TestEngine.Monday.AddSeconds(2).ToUnixTimeMilliseconds()), "the second try waits two seconds");
        engine.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(1, first.Asked);
        engine.Advance(TimeSpan.FromSeconds(0.1));
        await engine.UntilAsync(() => first.Asked == 2 && engine.Lookups.OpenTasks() is [{ Attempt: 2 }], "the third try waits");
        engine.Advance(TimeSpan.FromSeconds(4));

        var handed = await engine.RowAsync(r => r.Handoff is not null, "a person is asked");
        Assert.Equal((3, 1), (first.Asked, second.Asked));
        Assert.Contains("So did this.", handed.Sentence);
        Assert.Equal(LogOutcome.Waiting, engine.Row(sent.Seq).Outcome);

        await engine.Handoffs.ResolveAsync(TestEngine.Workspace, handed.Handoff!, "olga", new Resolution(HandoffOutcome.Answered) { Answer = "Done by hand." });
        Assert.Equal(LogOutcome.Handled, engine.Row(sent.Seq).Outcome);
    }

    [Fact]
    public async Task An_agent_that_does_not_come_back_fails_when_its_time_is_up()
    {
        var stuck = new ToldAgent("stuck", (_, _) => new TaskCompletionSource<AgentAnswer>().Task);
        await using var engine = await TestEngine.StartAsync(stuck);
        await engine.DefineAsync("stuck", with: a => a with { Timeout = TimeSpan.FromSeconds(1), MaxAttempts = 1 });
        await engine.PublishAsync(Policy.Chain("stuck"));

        await engine.SendAsync("m-1");

        Assert.Contains("No answer within 1 s", (await engine.RowAsync(r => r.Handoff is not null, "a person is asked")).Sentence);
    }

    [Fact]
    public async Task An_agent_that_throws_or_answers_nonsense_fails_with_a_reason()
    {
        var throws = new ToldAgent("throws", (_, _) => throw new InvalidOperationException("Out of paper."));
        var nonsense = new ToldAgent("nonsense", (_, _) => Task.FromResult(new AgentAnswer { Confidence = double.NaN }));
        await using var engine = await TestEngine.StartAsync(throws, nonsense);
        await engine.DefineAsync("throws", with: a => a with { MaxAttempts = 1, Fallback = "nonsense" });
        await engine.DefineAsync("nonsense", with: a => a with { MaxAttempts = 1 });
        await engine.PublishAsync(Policy.Chain("throws"));

        await engine.SendAsync("m-1");

        await engine.RowAsync(r => r.Sentence!.Contains("Out of paper."), "the first agent's failure");
        await engine.RowAsync(r => r.Handoff is not null, "a person is asked");
    }

    [Fact]
    public async Task A_result_counts_once()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.DefineAsync("hands", kind: AgentKind.Pull);
        await engine.PublishAsync(Policy.Chain("hands"));
        await engine.SendAsync("m-1");
        var task = Assert.Single(await engine.Pull.ClaimAsync(TestEngine.Workspace, "hands", 10, TimeSpan.Zero));
        var result = new TaskResult(task.Id, "hands", ResultStatus.Success, JsonElement.Parse("{}"), 0.9, null, null, null);

        var turns = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => engine.Tasks.FinishAsync(TestEngine.Workspace, result))));

        Assert.Single(turns, t => t[0].Status == Engine.Pipeline.TurnStatus.Accepted);
        Assert.All(turns, t => Assert.NotEqual(0, t[0].Seq));
        Assert.Single(engine.Log(), r => r.Type == EventTypes.TaskFinished);
    }

    [Fact]
    public async Task A_result_for_no_open_task_is_refused_to_everybody_who_sends_it()
    {
        await using var engine = await TestEngine.StartAsync();
        var customer = (await engine.SendAsync("m-1")).Event!.Customer;
        var result = new TaskResult(TaskId.Of(99, customer!), "hands", ResultStatus.Success, null, null, null, null, null);

        var turns = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => engine.Tasks.FinishAsync(TestEngine.Workspace, result))));

        Assert.All(turns, t => Assert.Equal(Engine.Pipeline.TurnStatus.Refused, t[0].Status));
    }
}

using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Chaos;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Chaos;

public sealed class InjectionTests
{
    private static readonly Actor Olga = Actor.Person("olga");

    [Fact]
    public async Task An_ordinary_workspace_refuses_and_says_what_to_do()
    {
        await using var engine = await TestEngine.StartAsync(ToldAgent.Answering("triage"));

        var refused = await Assert.ThrowsAsync<NoTestWorkspaceException>(() => engine.Get<InjectionDesk>().BeginAsync(TestEngine.Workspace, Failing(1), Olga));

        Assert.Contains("Settings", refused.Message);
        Assert.Empty(engine.Get<Injections>().Running);
        Assert.DoesNotContain(engine.Log(), r => r.Type == EventTypes.InjectionStarted);
    }

    [Fact]
    public async Task An_agent_whose_every_call_fails_is_never_asked_and_its_result_says_that_it_was_injected()
    {
        var triage = ToldAgent.Answering("triage");
        await using var engine = await StartAsync(triage);
        await engine.DefineAsync("triage", with: a => a with { MaxAttempts = 1 });

        var (injection, isNew) = await engine.Get<InjectionDesk>().BeginAsync(TestEngine.Workspace, Failing(1), Olga);
        await engine.SendAsync("m-1");
        var finished = await engine.RowAsync(r => r.Type == EventTypes.TaskFinished, "the task is finished");

        Assert.True(isNew);
        Assert.Equal(0, triage.Asked);
        Assert.Equal($"Injected failure ({injection.Id}).", finished.ToEvent().Data.Text("detail"));
        Assert.Contains("Injected failure", finished.Sentence);
        Assert.Equal((1, 1), (injection.Tally.Calls, injection.Tally.Failed));
    }

    [Theory]
    [InlineData(BadAnswer.Broken, "success")]
    [InlineData(BadAnswer.OutOfRange, "failure")]
    [InlineData(BadAnswer.Unsure, "success")]
    public async Task Bad_answers_are_recorded_as_such_and_nothing_stops(BadAnswer bad, string status)
    {
        await using var engine = await StartAsync(ToldAgent.Answering("triage"));
        await engine.DefineAsync("triage", with: a => a with { MaxAttempts = 1, MinConfidence = 0.5 });
        await engine.Get<InjectionDesk>().BeginAsync(TestEngine.Workspace, Failing(0) with { BadAnswers = 1, BadAnswer = bad }, Olga);

        var sent = await engine.SendAsync("m-1");
        var finished = await engine.RowAsync(r => r.Type == EventTypes.TaskFinished, "the task is finished");

        Assert.Equal(status, finished.ToEvent().Data.Text("status"));
        Assert.True(InjectedCalls.IsInjected(finished.ToEvent().Data.Text("detail")));
        Assert.Equal(bad == BadAnswer.Broken ? LogOutcome.Handled : LogOutcome.Waiting, engine.Row(sent.Seq).Outcome);
        Assert.True(engine.Count().Balances);
    }

    [Fact]
    public async Task Latency_is_added_and_named_and_the_answer_stays_what_it_was()
    {
        await using var engine = await StartAsync(ToldAgent.Answering("triage"));
        var latency = TimeSpan.FromMilliseconds(1);
        await engine.Get<InjectionDesk>().BeginAsync(TestEngine.Workspace, Failing(0) with { LatencyFrom = latency, LatencyTo = latency }, Olga);

        await engine.SendAsync("m-1");
        var data = (await engine.RowAsync(r => r.Type == EventTypes.TaskFinished, "the task is finished")).ToEvent().Data;

        Assert.Equal("success", data.Text("status"));
        Assert.StartsWith("Injected latency of 1 ms", data.Text("detail"));
    }

    [Fact]
    public async Task It_ends_by_itself_when_its_time_is_up_and_the_log_says_so()
    {
        var triage = ToldAgent.Answering("triage");
        await using var engine = await StartAsync(triage);
        await engine.Get<InjectionDesk>().BeginAsync(TestEngine.Workspace, Failing(1) with { For = TimeSpan.FromMinutes(10) }, Olga);

        engine.Advance(TimeSpan.FromMinutes(9.9));
        Assert.Single(engine.Get<Injections>().Of(TestEngine.Workspace));
        engine.Advance(TimeSpan.FromMinutes(0.2));

        Assert.Empty(engine.Get<Injections>().Of(TestEngine.Workspace));
        var ended = await engine.RowAsync(r => r.Type == EventTypes.InjectionEnded, "the injection ended");
        Assert.Equal("Nothing is injected into triage any more: its time was up.", ended.Sentence);
        await engine.SendAsync("m-1");
        await engine.DoneAsync();
        Assert.Equal(1, triage.Asked);
    }

    [Fact]
    public async Task Beginning_again_on_the_same_agent_changes_it_others_go_on_and_all_stop_at_once()
    {
        await using var engine = await StartAsync(ToldAgent.Answering("triage"), ToldAgent.Answering("reply"));
        var desk = engine.Get<InjectionDesk>();
        var (first, _) = await desk.BeginAsync(TestEngine.Workspace, Failing(1), Olga);
        await desk.BeginAsync(TestEngine.Workspace, Failing(1) with { Agent = "reply" }, Olga);
        var (changed, isNew) = await desk.BeginAsync(TestEngine.Workspace, Failing(0.5), Olga);

        Assert.False(isNew);
        Assert.Equal(first.Id, changed.Id);
        Assert.Equal(2, engine.Get<Injections>().Of(TestEngine.Workspace).Count);
        Assert.Equal(2, await desk.EndAllAsync(TestEngine.Workspace, Olga));
        Assert.Empty(engine.Get<Injections>().Running);
        Assert.Equal([EventTypes.InjectionStarted, EventTypes.InjectionStarted, EventTypes.InjectionChanged, EventTypes.InjectionEnded, EventTypes.InjectionEnded], engine.Log().Select(r => r.Type).Where(t => t.StartsWith("baton.injection", StringComparison.Ordinal)));
        Assert.All(engine.Log().Where(r => r.Type.StartsWith("baton.injection", StringComparison.Ordinal)), r => Assert.Equal("person:olga", r.Actor));
    }

    [Fact]
    public async Task A_restart_ends_it_and_says_so_and_the_workspace_stays_a_test_workspace()
    {
        var triage = ToldAgent.Answering("triage");
        await using var engine = await StartAsync(triage);
        await engine.Get<InjectionDesk>().BeginAsync(TestEngine.Workspace, Failing(1), Olga);

        await engine.RestartAsync();

        Assert.Contains("restarted", (await engine.RowAsync(r => r.Type == EventTypes.InjectionEnded, "the injection ended")).Sentence);
        Assert.True(await engine.Get<TestWorkspaces>().IsOneAsync(TestEngine.Workspace));
        await engine.SendAsync("m-1");
        await engine.DoneAsync();
        Assert.Equal(1, triage.Asked);
    }

    [Fact]
    public async Task Making_the_workspace_ordinary_again_stops_everything()
    {
        await using var engine = await StartAsync(ToldAgent.Answering("triage"));
        await engine.Get<InjectionDesk>().BeginAsync(TestEngine.Workspace, Failing(1), Olga);

        Assert.True(await engine.Get<TestSwitch>().SetAsync(TestEngine.Workspace, on: false, Olga));
        Assert.False(await engine.Get<TestSwitch>().SetAsync(TestEngine.Workspace, on: false, Olga));

        Assert.Empty(engine.Get<Injections>().Running);
        Assert.Equal("olga made this an ordinary workspace again: nothing is made to fail on purpose.", engine.Log().Last(r => r.Type == EventTypes.TestingChanged).Sentence);
    }

    [Fact]
    public async Task The_result_of_an_agent_elsewhere_is_replaced_by_what_is_injected_and_says_so()
    {
        await using var engine = await StartAsync();
        var (injection, _) = await engine.Get<InjectionDesk>().BeginAsync(TestEngine.Workspace, Failing(1) with { Agent = "hands" }, Olga);

        var (result, taken) = await InjectedCalls.TakeAsync(injection, new TaskResult("t1", "hands", ResultStatus.Success, Confidence: 0.9), TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.False(taken);
        Assert.Equal((ResultStatus.Failure, (double?)null), (result.Status, result.Confidence));
        Assert.True(InjectedCalls.IsInjected(result.Detail));
    }

    private static InjectionOrder Failing(double share) => new() { Agent = "triage", Failures = share };

    private static async Task<TestEngine> StartAsync(params Baton.Engine.Agents.IBuiltInAgent[] agents)
    {
        var engine = await TestEngine.StartAsync(agents);
        await engine.Get<TestSwitch>().SetAsync(TestEngine.Workspace, on: true, Olga);
        await engine.PublishAsync(Policy.Chain("triage"));
        return engine;
    }
}

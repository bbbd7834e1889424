using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Agents;
using Baton.Engine.Chaos;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Running;
using Baton.Engine.Timeline;

namespace Baton.Engine.Tests.Chaos;

public sealed class LoadTests
{
    private static readonly Actor Olga = Actor.Person("olga");

    [Fact]
    public async Task Recorded_events_come_again_as_new_ones_of_new_customers_and_nobody_real_is_touched()
    {
        await using var engine = await StartAsync(ToldAgent.Proposing("reply"));
        for (var i = 0; i < 120; i++) await engine.SendAsync($"m-{i}", $"email:c{i % 7}@example.com", data: $$"""{"text":"Hello {{i}}"}""");
        await engine.DoneAsync();
        var before = await engine.StateAsync("email:c1@example.com");

        var run = await ReplayAsync(engine);

        var again = engine.Log().Where(r => r.Run == run.Id && r.Root == r.Seq).ToList();
        Assert.Equal((LoadState.Finished, 120, 120), (run.State, run.Sent, run.Acknowledged));
        Assert.Equal(Enumerable.Range(0, 120).Select(i => $$"""{"text":"Hello {{i}}"}"""), again.Select(r => r.Data));
        Assert.Equal(7, again.Select(r => r.Customer).Distinct().Count());
        Assert.All(again, r => Assert.Contains(run.Id, r.Attributes));
        Assert.Equal(before.Version, (await engine.StateAsync("email:c1@example.com")).Version);
        Assert.DoesNotContain(engine.Log(), r => r.Run == run.Id && r.Customer is { } c && engine.Log().Any(o => o.Run is null && o.Customer == c));
    }

    [Fact]
    public async Task A_second_replay_leaves_the_first_one_out_and_a_type_filters()
    {
        await using var engine = await StartAsync(ToldAgent.Answering("reply"));
        await engine.SendAsync("m-1");
        await engine.SendAsync("c-1", type: EventTypes.CaseOpened, data: """{"case":"1"}""");

        await ReplayAsync(engine);
        var all = await ReplayAsync(engine);
        var cases = await ReplayAsync(engine, o => o with { Type = "case.*" });

        Assert.Equal((2, 1), (all.Sent, cases.Sent));
    }

    [Fact]
    public async Task What_held_is_read_from_the_log_and_every_check_is_green()
    {
        await using var engine = await StartAsync(ToldAgent.Proposing("reply"));
        await engine.PublishAsync(Policy.Chain("reply"), Policy.CapOfOne);
        for (var i = 0; i < 30; i++) await engine.SendAsync($"m-{i}", $"email:c{i % 5}@example.com");
        await engine.DoneAsync();

        var run = await ReplayAsync(engine);
        await engine.DoneAsync();
        var report = (await engine.Get<LoadReports>().ReadAsync(TestEngine.Workspace, run.Id))!;

        Assert.All(report.Checks, c => Assert.True(c.Holds, c.Sentence));
        Assert.Equal(4, report.Checks.Count);
        Assert.Equal((30, 30, 0), (report.Outcomes.Found, report.Outcomes.Handled, report.Outcomes.Waiting));
        Assert.Equal((5, 25), (report.Verdicts["allow"], report.Verdicts["suppress"]));
        Assert.Equal(30, Assert.Single(report.Agents).Calls);
        Assert.Equal(TimeSpan.Zero, report.Slowest);
    }

    [Fact]
    public async Task Faults_injected_meanwhile_are_counted_apart_and_the_checks_still_hold()
    {
        await using var engine = await StartAsync(ToldAgent.Answering("reply"));
        await engine.DefineAsync("reply", with: a => a with { MaxAttempts = 1 });
        for (var i = 0; i < 200; i++) await engine.SendAsync($"m-{i}", $"email:c{i}@example.com");
        await engine.DoneAsync();
        await engine.Get<InjectionDesk>().BeginAsync(TestEngine.Workspace, new InjectionOrder { Agent = "reply", Failures = 0.3 }, Olga);

        var run = await ReplayAsync(engine);
        await engine.DoneAsync();
        var report = (await engine.Get<LoadReports>().ReadAsync(TestEngine.Workspace, run.Id))!;

        var reply = Assert.Single(report.Agents);
        Assert.InRange(reply.Failures, 40, 80);
        Assert.Equal(reply.Failures, reply.Injected);
        Assert.Equal(reply.Failures, report.Handoffs[HandoffCause.AgentFailed]);
        Assert.Equal(reply.Failures, report.Outcomes.Waiting);
        Assert.All(report.Checks, c => Assert.True(c.Holds, c.Sentence));
    }

    [Fact]
    public async Task A_decision_that_was_tampered_with_is_found()
    {
        await using var engine = await StartAsync(ToldAgent.Answering("reply"));
        await engine.SendAsync("m-1");
        await engine.DoneAsync();
        var run = await ReplayAsync(engine);
        await engine.DoneAsync();
        var changed = engine.Log().First(r => r.Run == run.Id && r.Type == EventTypes.TaskFinished);
        var untouched = new LoadReading(TestEngine.Workspace, engine.Lookups, after => engine.Lookups.ReadRun(TestEngine.Workspace, run.Id, after, 10));
        var tampered = new LoadReading(TestEngine.Workspace, engine.Lookups, after =>
            [.. engine.Lookups.ReadRun(TestEngine.Workspace, run.Id, after, 10).Select(r => r.Seq == changed.Seq ? r with { Decisions = r.Decisions!.Replace("is done", "is undone", StringComparison.Ordinal) } : r)]);

        untouched.ReadOn(TestContext.Current.CancellationToken);
        tampered.ReadOn(TestContext.Current.CancellationToken);

        Assert.Equal((null, changed.Seq), (untouched.Differs, tampered.Differs!.Value));
    }

    [Fact]
    public async Task Only_one_runs_at_a_time_and_stopping_it_says_who()
    {
        await using var engine = await StartAsync(ToldAgent.Answering("reply"));
        for (var i = 0; i < 50; i++) await engine.SendAsync($"m-{i}");
        var desk = engine.Get<LoadDesk>();
        var order = Order(engine) with { PerSecond = 0.02 };

        var run = await desk.BeginAsync(TestEngine.Workspace, order, Olga);
        await Assert.ThrowsAsync<LoadRunningException>(() => desk.BeginAsync(TestEngine.Workspace, order, Olga));
        Assert.True(await desk.StopAsync(TestEngine.Workspace, Olga, run.Id));

        var ended = await engine.RowAsync(r => r.Type == EventTypes.LoadEnded, "the replay ended");
        Assert.Contains("was stopped", ended.Sentence);
        Assert.Contains("olga stopped it", ended.Sentence);
    }

    [Fact]
    public async Task A_restart_ends_it_and_says_so()
    {
        await using var engine = await StartAsync(ToldAgent.Answering("reply"));
        for (var i = 0; i < 50; i++) await engine.SendAsync($"m-{i}");
        var run = await engine.Get<LoadDesk>().BeginAsync(TestEngine.Workspace, Order(engine) with { PerSecond = 0.02 }, Olga);

        await engine.RestartAsync();

        Assert.Contains("was cut short", (await engine.RowAsync(r => r.Type == EventTypes.LoadEnded, "the replay ended")).Sentence);
        Assert.Null(engine.Get<LoadDesk>().Running(TestEngine.Workspace));
        Assert.Equal(LoadState.Interrupted, engine.Get<LoadHistory>().Find(TestEngine.Workspace, run.Id)!.State);
    }

    [Fact]
    public async Task An_ordinary_workspace_refuses()
    {
        await using var engine = await TestEngine.StartAsync();

        await Assert.ThrowsAsync<NoTestWorkspaceException>(() => engine.Get<LoadDesk>().BeginAsync(TestEngine.Workspace, Order(engine), Olga));
    }

    [Fact]
    public void A_multiple_is_by_the_apps_clock()
    {
        var clock = new AppClock(TimeProvider.System, TestEngine.Monday, rate: 0);
        var pace = new LoadPace(Between(TestEngine.Monday) with { Speed = 5, PerSecond = null }, clock);
        var (first, later) = (Row(1, 1_000), Row(2, 51_000));

        Assert.Equal(TimeSpan.Zero, pace.UntilDue(first));
        Assert.Equal(TimeSpan.MaxValue, pace.UntilDue(later)); // while the clock stands still nothing comes due
        clock.AdvanceTo(TestEngine.Monday.AddSeconds(9.9));
        Assert.NotEqual(TimeSpan.Zero, pace.UntilDue(later));
        clock.AdvanceTo(TestEngine.Monday.AddSeconds(10));
        Assert.Equal(TimeSpan.Zero, pace.UntilDue(later));
    }

    private static LogRow Row(long seq, long received) => new() { Seq = seq, Workspace = "w", Source = "s", Id = $"{seq}", Type = "t", Time = received, Received = received, Actor = "baton", Root = seq };

    private static LoadOrder Between(DateTimeOffset now) => new() { From = now.AddHours(-1), To = now, PerSecond = 10_000 };

    private static LoadOrder Order(TestEngine engine)
    {
        engine.Advance(TimeSpan.FromSeconds(1)); // the period ends before now
        return Between(engine.Clock.GetUtcNow());
    }

    private static async Task<LoadRun> ReplayAsync(TestEngine engine, Func<LoadOrder, LoadOrder>? with = null)
    {
        var order = Order(engine);
        var run = await engine.Get<LoadDesk>().BeginAsync(TestEngine.Workspace, with?.Invoke(order) ?? order, Olga);
        await engine.UntilAsync(() => engine.Get<LoadHistory>().Find(TestEngine.Workspace, run.Id) is { Ended: not null } && engine.Get<LoadDesk>().Running(TestEngine.Workspace) is null, "the replay is over");
        return engine.Get<LoadHistory>().Find(TestEngine.Workspace, run.Id)!;
    }

    private static async Task<TestEngine> StartAsync(IBuiltInAgent agent)
    {
        var engine = await TestEngine.StartAsync(agent);
        await engine.Get<TestSwitch>().SetAsync(TestEngine.Workspace, on: true, Olga);
        await engine.PublishAsync(Policy.Chain("reply"));
        return engine;
    }
}

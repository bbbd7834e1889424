using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Agents.Experiments;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Experiments;
using Baton.Engine.Policies;
using Baton.Engine.Tests.Invariants;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Agents.Experiments;

public sealed class ExperimentTests
{
    private const string Workspace = TestEngine.Workspace;
    private static readonly Actor Olga = Actor.Person("olga");

    [Fact]
    public async Task Every_change_is_a_version_and_the_same_again_is_none()
    {
        await using var engine = await TestEngine.StartAsync(Saying());
        await engine.DefineAsync("reply", with: a => a with { Description = "second" });
        await engine.DefineAsync("reply", with: a => a with { Description = "second" });

        var versions = await engine.Get<VersionHistory>().ListAsync(Workspace, "reply");

        Assert.Equal([(2, "second", true), (1, null, false)], versions.Select(v => (v.Definition.Version, v.Definition.Description, v.IsInForce)));
        Assert.Equal("olga changed the agent reply (support): it is version 2 now.", engine.Log().Last(r => r.Type == EventTypes.AgentDefined).Sentence);
    }

    [Fact]
    public async Task Customers_stay_with_their_version_and_replay_agrees_through_promotion_and_restart()
    {
        await using var engine = await TestEngine.StartAsync(Saying());
        await engine.PublishAsync(Policy.Chain("reply"));
        var desk = engine.Get<ExperimentDesk>();
        var experiment = await desk.StartAsync(Workspace, Candidate("tried"), share: 50, Olga, "shorter");
        Assert.Equal((2, 50), (experiment.Candidate.Version, experiment.Share));

        for (var i = 0; i < 30; i++) await engine.SendAsync($"m-{i}", $"email:c{i % 10}@example.com");
        await engine.DoneAsync();
        await engine.RestartAsync();
        for (var i = 30; i < 60; i++) await engine.SendAsync($"m-{i}", $"email:c{i % 10}@example.com");
        await engine.DoneAsync();

        var said = Results(engine);
        Assert.Equal(60, said.Count);
        Assert.Equal(2, said.Select(s => s.Said).Distinct().Count());
        Assert.All(said.GroupBy(s => s.Customer), g => Assert.Single(g.Select(s => s.Said).Distinct()));

        Assert.True(await engine.Get<ExperimentDesk>().PromoteAsync(Workspace, "reply", Olga));
        await engine.SendAsync("m-last", "email:c0@example.com");
        await engine.SendAsync("m-last-2", "email:c1@example.com");
        await engine.DoneAsync();
        Assert.Equal(["tried", "tried"], Results(engine).TakeLast(2).Select(s => s.Said));
        await ReplayTests.AgreesAsync(engine);
    }

    [Fact]
    public async Task A_task_under_way_ends_with_the_version_it_began_with()
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var failed = false;
        var agent = new ToldAgent("reply", async (work, _) =>
        {
            await open.Task;
            var first = !failed;
            failed = true;
            return first ? AgentAnswer.Failure("Try again.") : Answer(work.Agent.Description);
        });
        await using var engine = await TestEngine.StartAsync(agent);
        await engine.PublishAsync(Policy.Chain("reply"));
        await engine.SendAsync("m-1");
        await engine.UntilAsync(() => agent.Asked == 1, "the first try is under way");

        await engine.DefineAsync("reply", with: a => a with { Description = "second" });
        open.SetResult();
        await engine.RowAsync(r => r.Type == EventTypes.TaskFinished, "the first try failed");
        engine.Advance(TimeSpan.FromMinutes(1));
        await engine.DoneAsync();
        await engine.SendAsync("m-2");
        await engine.DoneAsync();

        Assert.Equal(["nothing", "second"], Results(engine).Select(s => s.Said));
    }

    [Fact]
    public async Task The_report_compares_what_both_did_since_the_trial_began()
    {
        await using var engine = await TestEngine.StartAsync(Saying());
        await engine.PublishAsync(Policy.Chain("reply"));
        await engine.SendAsync("before");
        await engine.DoneAsync();
        engine.Advance(TimeSpan.FromSeconds(1));
        await engine.Get<ExperimentDesk>().StartAsync(Workspace, Candidate("tried"), share: 50, Olga);
        engine.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 80; i++) await engine.SendAsync($"m-{i}", $"email:c{i}@example.com");
        await engine.DoneAsync();

        var report = (await engine.Get<VersionHistory>().ReportAsync(Workspace, "reply"))!;

        Assert.Equal(80, report.Comparison.Current.Tasks + report.Comparison.Candidate.Tasks);
        Assert.InRange(report.Comparison.Candidate.Tasks, 25, 55);
        Assert.Equal(report.Comparison.Candidate.Tasks, report.Comparison.Candidate.Succeeded);
    }

    [Fact]
    public async Task While_a_version_is_tried_the_agent_is_not_changed_and_no_other_is_tried()
    {
        await using var engine = await TestEngine.StartAsync(Saying());
        var desk = engine.Get<ExperimentDesk>();
        await desk.StartAsync(Workspace, Candidate("tried"), share: 10, Olga);

        await Assert.ThrowsAsync<ExperimentException>(() => engine.DefineAsync("reply", with: a => a with { Description = "third" }));
        await Assert.ThrowsAsync<ExperimentException>(() => desk.StartAsync(Workspace, Candidate("other"), share: 10, Olga));
        Assert.True(await desk.EndAsync(Workspace, "reply", Olga, "not better"));
        Assert.False(await desk.PromoteAsync(Workspace, "reply", Olga));
        await engine.DefineAsync("reply", with: a => a with { Description = "third" });
        Assert.Equal(3, engine.Get<Configurations>().Of(Workspace).Agent("reply")!.Version);
    }

    private static AgentDefinition Candidate(string says) => new() { Name = "reply", Department = "support", Kind = AgentKind.BuiltIn, Description = says };

    private static ToldAgent Saying() => new("reply", (work, _) => Task.FromResult(Answer(work.Agent.Description)));

    private static AgentAnswer Answer(string? says) => new() { Output = JsonSerializer.SerializeToElement(new { text = says ?? "nothing" }) };

    private static List<(string Customer, string Said)> Results(TestEngine engine) =>
        [.. engine.Log().Where(r => r.Type == EventTypes.TaskFinished && r.Data!.Contains("output", StringComparison.Ordinal)).Select(r => (r.Customer!, JsonElement.Parse(r.Data!).GetProperty("output").GetProperty("text").GetString()!))];
}

using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Pipeline;
using Baton.Engine.Tests.Running;
using Baton.Engine.Timeline;

namespace Baton.Engine.Tests.Routing;

/// <summary>Work that goes to whichever of several agents can take it best.</summary>
public sealed class PoolTests
{
    private const string Rules = """
        "routing":[{"id":"straight","when":{"field":"event.data.for","op":"eq","value":"a"},"to":{"agent":"a"}},
          {"id":"pooled","when":{"field":"event.type","op":"eq","value":"message.received"},"to":{"pool":{"agents":[MEMBERS],"pick":"PICK","else":{"queue":"triage"}}}}]
        """;

    [Fact]
    public async Task In_turn_each_of_the_pool_gets_as_much_and_replay_picks_the_same()
    {
        await using var engine = await StartAsync("roundRobin");

        for (var i = 0; i < 9; i++) await engine.SendAsync($"m-{i}", $"email:c{i}@example.com");

        Assert.Equal(["a", "b", "c", "a", "b", "c", "a", "b", "c"], Picked(engine));
        Agrees(engine);
    }

    [Fact]
    public async Task A_burst_does_not_all_go_to_whoever_was_idle_when_it_began()
    {
        await using var engine = await StartAsync("leastBusy");

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => engine.SendAsync($"m-{i}", $"email:c{i}@example.com")));

        Assert.All(Picked(engine).CountBy(agent => agent!, StringComparer.Ordinal), agent => Assert.InRange(agent.Value, 10, 30));
        Agrees(engine);
    }

    [Fact]
    public async Task Who_is_paused_gets_nothing_and_who_fails_gets_nothing_until_a_while_has_passed()
    {
        await using var engine = await StartAsync("leastBusy");
        await engine.Agents.PauseAsync(TestEngine.Workspace, "c", Actor.Person("olga"));
        await FailAsync(engine, "a", 5);

        await engine.SendAsync("m-1", "email:x@example.com");

        var row = engine.Log()[^1];
        Assert.Equal("b", row.ToDecision().Route?.Agent);
        Assert.Contains("a is failing (5 of its last 5 tasks), c is paused", row.Sentence, StringComparison.Ordinal);
        engine.Advance(TimeSpan.FromMinutes(6));
        await engine.RestartAsync();
        await engine.SendAsync("m-2", "email:y@example.com");
        Assert.Equal("a", Picked(engine)[^1]);
        Agrees(engine);
    }

    [Fact]
    public async Task What_is_more_than_they_may_have_at_once_goes_to_people()
    {
        await using var engine = await StartAsync("leastBusy", atOnce: 1);

        for (var i = 0; i < 4; i++) await engine.SendAsync($"m-{i}", $"email:c{i}@example.com");

        Assert.Equal(["a", "b", "c", null], Picked(engine));
        Assert.Equal("triage", engine.Log()[^1].ToDecision().Route?.Queue);
        foreach (var task in await engine.Pull.ClaimAsync(TestEngine.Workspace, "b", 1, TimeSpan.Zero)) await engine.Tasks.FinishAsync(TestEngine.Workspace, new TaskResult(task.Id, "b", ResultStatus.Success));
        await engine.SendAsync("m-9", "email:c9@example.com");
        Assert.Equal("b", Picked(engine)[^1]);
        Agrees(engine);
    }

    [Fact]
    public async Task How_the_others_stood_is_kept_with_the_event_and_no_other_event()
    {
        await using var engine = await StartAsync("leastBusy");
        await engine.SendAsync("m-1");
        await engine.SendAsync("case", type: "case.opened", data: """{"case":"1"}""");

        Assert.Equal(["a", "b", "c"], engine.Log()[^2].ToEvent().Sights.Select(sight => sight.Agent));
        Assert.Empty(engine.Log()[^1].ToEvent().Sights);
    }

    private static async Task<TestEngine> StartAsync(string pick, int atOnce = 1000)
    {
        var engine = await TestEngine.StartAsync();
        foreach (var agent in (string[])["a", "b", "c"]) await engine.DefineAsync(agent, kind: AgentKind.Pull, with: a => a with { MaxAttempts = 1 });
        var members = string.Join(',', new[] { "a", "b", "c" }.Select(agent => $"{{\"agent\":\"{agent}\",\"atOnce\":{atOnce}}}"));
        await engine.PublishAsync(Rules.Replace("MEMBERS", members, StringComparison.Ordinal).Replace("PICK", pick, StringComparison.Ordinal));
        return engine;
    }

    private static async Task FailAsync(TestEngine engine, string agent, int times)
    {
        for (var i = 0; i < times; i++) await engine.SendAsync($"f-{i}", $"email:f{i}@example.com", data: $$"""{"text":"hello","for":"{{agent}}"}""");
        foreach (var task in await engine.Pull.ClaimAsync(TestEngine.Workspace, agent, times, TimeSpan.Zero))
            await engine.Tasks.FinishAsync(TestEngine.Workspace, new TaskResult(task.Id, agent, ResultStatus.Failure, Detail: "It broke."));
    }

    private static List<string?> Picked(TestEngine engine) => [.. engine.Log().Select(row => row.ToDecision().Route).Where(route => route?.Rule == "pooled").Select(route => route!.Agent)];

    private static void Agrees(TestEngine engine)
    {
        var replay = engine.Get<Replay>().Run(TestEngine.Workspace);
        Assert.True(replay.Agrees, $"first difference at {replay.FirstDifference}");
    }
}

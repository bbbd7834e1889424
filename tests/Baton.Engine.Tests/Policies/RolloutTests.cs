using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Rollouts;
using Baton.Engine.Jobs;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Tests.Running;
using Baton.Engine.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Policy = Baton.Engine.Tests.Running.Policy;

namespace Baton.Engine.Tests.Policies;

/// <summary>A version or a rule that decides for some of the customers, its steps, and its end.</summary>
public sealed class RolloutTests
{
    private const int Half = 50;
    private const string Contacts = """{"field":"action.kind","op":"startsWith","value":"contact."}""";
    private const string Never = $$"""{"departments":["sales"],"guardrails":[{"id":"never","when":{{Contacts}},"then":"suppress"}]}""";
    private static readonly StopLimit Twice = new(2, null, 20);

    [Fact]
    public async Task A_version_decides_for_its_share_and_each_row_says_which_version_did()
    {
        await using var engine = await StartAsync();
        Assert.Equal(3, await TryAsync(engine, new RolloutTerms(Half, null)));

        var rulings = await AskAsync(engine, "a", 40);

        var tried = rulings.Where(r => r.Verdict == Verdict.Suppress).ToList();
        Assert.InRange(tried.Count, 5, 35);
        Assert.All(tried, ruling => Assert.Equal(3, ruling.Rule!.Policy));
        var versions = engine.Log().Where(row => row.Type == EventTypes.ActionProposed).Select(row => (row.Verdict, row.Policy)).Distinct().Order().ToList();
        Assert.Equal([("allow", 2), ("suppress", 3)], versions);
        var trial = Assert.Single(await engine.Get<RolloutQueries>().ReadAsync(TestEngine.Workspace));
        Assert.Equal((tried.Count, 40 - tried.Count), (trial.Inside.Suppress, trial.Outside.Allow));
        Assert.Equal((tried.Count, 40 - tried.Count), (trial.Inside.Decisions, trial.Outside.Decisions));
    }

    [Fact]
    public async Task Whoever_is_in_stays_in_when_the_share_grows_and_promotion_is_for_everybody()
    {
        await using var engine = await StartAsync();
        await TryAsync(engine, new RolloutTerms(20, null));
        var first = In(await AskAsync(engine, "a", 40));

        Assert.Equal(3, await engine.Get<RolloutDesk>().ShareAsync(TestEngine.Workspace, 60, Actor.Person("olga")));
        var second = In(await AskAsync(engine, "b", 40));
        Assert.Equal(3, await engine.Get<RolloutDesk>().PromoteAsync(TestEngine.Workspace, Actor.Person("olga")));

        Assert.Subset(second, first);
        Assert.True(second.Count > first.Count);
        Assert.Equal(40, In(await AskAsync(engine, "c", 40)).Count);
        Assert.Null(await engine.Get<RolloutDesk>().PromoteAsync(TestEngine.Workspace, Actor.Person("olga")));
        Assert.Empty(await engine.Get<RolloutQueries>().ReadAsync(TestEngine.Workspace));
        Assert.Equal(3, engine.Get<Configurations>().Of(TestEngine.Workspace).Policy.Version);
    }

    [Fact]
    public async Task Replay_agrees_across_start_growth_stop_and_a_restart_on_the_way()
    {
        await using var engine = await StartAsync(Policy.AfterSupport);
        await engine.SendAsync("case", "email:c1@example.com", "case.opened", """{"case":"1"}""");
        await TryAsync(engine, new RolloutTerms(30, Twice), Never.Replace("\"guardrails\"", "\"cooldowns\":[{\"id\":\"other\",\"after\":{\"field\":\"event.type\",\"op\":\"startsWith\",\"value\":\"case.\"},\"blocks\":" + Contacts + ",\"for\":\"PT1H\"}],\"guardrails\"", StringComparison.Ordinal));
        await AskAsync(engine, "a", 15);
        await engine.RestartAsync();
        Assert.Equal((30, Twice), engine.Get<Configurations>().Of(TestEngine.Workspace).Rollout is { } kept ? (kept.Share, kept.StopWhen) : default);
        await AskAsync(engine, "b", 15);
        await engine.Get<RolloutDesk>().ShareAsync(TestEngine.Workspace, 70, Actor.Person("olga"));
        await AskAsync(engine, "c", 15);
        await engine.Get<RolloutDesk>().StopAsync(TestEngine.Workspace, Actor.Person("olga"), "enough");
        await AskAsync(engine, "d", 15);
        await engine.RestartAsync();

        Assert.Equal(15, (await AskAsync(engine, "e", 15)).Count(r => r.Verdict == Verdict.Allow || r.ReasonCode == "cooldown"));
        var replay = engine.Get<Replay>().Run(TestEngine.Workspace);
        Assert.True(replay.Agrees, $"first difference at {replay.FirstDifference}");
        Assert.Equal(await engine.Get<LiveStates>().DigestAsync(TestEngine.Workspace), replay.StateDigest);
        Assert.Equal(2, engine.Get<Configurations>().Of(TestEngine.Workspace).Policy.Version);
        Assert.Contains(engine.Log(), row => row.Type == EventTypes.RolloutStopped && row.Sentence == "olga stopped it: policy 3 decides for nobody any more: enough.");
    }

    [Fact]
    public async Task A_version_in_shadow_decides_nothing_is_counted_beside_what_was_said_and_replays_the_same()
    {
        await using var engine = await StartAsync();
        await engine.SendAsync("case", "email:c1@example.com", "case.opened", """{"case":"1"}""");
        var cooldown = $$"""{"departments":["sales"],"cooldowns":[{"id":"after","after":{"field":"event.type","op":"in","value":["case.opened","contact.sent"]},"blocks":{{Contacts}},"for":"PT48H"}]}""";
        await TryAsync(engine, new RolloutTerms(0, Twice), cooldown);

        Assert.All(await AskAsync(engine, "a", 10), ruling => Assert.Equal(Verdict.Allow, ruling.Verdict));
        await engine.RestartAsync();
        Assert.All(await AskAsync(engine, "b", 10), ruling => Assert.Equal(Verdict.Allow, ruling.Verdict));
        await WatchAsync(engine);

        var trial = Assert.Single(await engine.Get<RolloutQueries>().ReadAsync(TestEngine.Workspace));
        Assert.Equal((20, 9, 11), (trial.Outside.Allow, trial.Inside.Allow, trial.Inside.Delay)); // one case, and ten contacts that were allowed
        var replay = engine.Get<Replay>().Run(TestEngine.Workspace);
        Assert.True(replay.Agrees, $"first difference at {replay.FirstDifference}");
        Assert.Equal(await engine.Get<LiveStates>().DigestAsync(TestEngine.Workspace), replay.StateDigest);
        Assert.Equal(3, await engine.Get<RolloutDesk>().ShareAsync(TestEngine.Workspace, 50, Actor.Person("olga")));
        Assert.Contains(await AskAsync(engine, "c", 10), ruling => ruling.Verdict == Verdict.Delay);
        Assert.True(engine.Get<Replay>().Run(TestEngine.Workspace).Agrees);
    }

    [Fact]
    public async Task A_version_that_suppresses_past_its_limit_is_stopped_by_itself_and_says_why()
    {
        await using var engine = await StartAsync();
        await TryAsync(engine, new RolloutTerms(Half, Twice));
        await AskAsync(engine, "a", 120);

        await WatchAsync(engine);

        var row = Assert.Single(engine.Log(), row => row.Type == EventTypes.RolloutStopped);
        Assert.StartsWith("Stopped by itself: policy 3 decides for nobody any more: ", row.Sentence, StringComparison.Ordinal);
        Assert.Contains("(100 %) were suppressed or escalated, of the rest 0 of", row.Sentence, StringComparison.Ordinal);
        Assert.Equal("baton", row.Actor);
        Assert.All(await AskAsync(engine, "b", 20), ruling => Assert.Equal(Verdict.Allow, ruling.Verdict));
        Assert.True(engine.Get<Replay>().Run(TestEngine.Workspace).Agrees);
    }

    [Fact]
    public async Task One_that_does_as_the_rest_does_goes_on()
    {
        await using var engine = await StartAsync();
        await TryAsync(engine, new RolloutTerms(Half, Twice), """{"departments":["sales"]}""");
        await AskAsync(engine, "a", 120);

        await WatchAsync(engine);

        Assert.NotNull(engine.Get<Configurations>().Of(TestEngine.Workspace).Rollout);
    }

    [Fact]
    public async Task A_rule_past_its_limit_goes_back_to_shadow_by_a_new_version_that_says_why()
    {
        await using var engine = await StartAsync($$""" "guardrails":[{"id":"never","when":{{Contacts}},"then":"suppress","mode":"canary","share":{{Half}},"stopWhen":{"times":2,"decisions":20} }] """);
        var before = await AskAsync(engine, "a", 120);
        Assert.InRange(In(before).Count, 30, 90);

        await WatchAsync(engine);
        await WatchAsync(engine);

        var policy = engine.Get<Configurations>().Of(TestEngine.Workspace).Policy;
        Assert.Equal((3, Core.Policies.RuleMode.Shadow), (policy.Version, policy.Guardrails[0].Mode));
        var row = Assert.Single(engine.Log(), row => row.Type == EventTypes.PolicyPublished && row.Actor == "baton" && row.Sentence!.Contains("by itself", StringComparison.Ordinal));
        Assert.StartsWith("baton published policy 3: Rule never went back to shadow by itself: ", row.Sentence, StringComparison.Ordinal);
        Assert.All(await AskAsync(engine, "b", 20), ruling => Assert.Equal(Verdict.Allow, ruling.Verdict));
        Assert.True(engine.Get<Replay>().Run(TestEngine.Workspace).Agrees);
    }

    [Fact]
    public async Task Two_things_are_never_tried_at_the_same_time()
    {
        await using var engine = await StartAsync();
        await TryAsync(engine, new RolloutTerms(Half, null));

        Assert.Contains("being tried", (await Assert.ThrowsAsync<RolloutRefusedException>(() => engine.PublishAsync())).Message, StringComparison.Ordinal);
        Assert.Contains("being tried", (await Assert.ThrowsAsync<RolloutRefusedException>(() => engine.Policies.RestoreAsync(TestEngine.Workspace, 1, Actor.Person("olga")))).Message, StringComparison.Ordinal);
        await engine.Get<RolloutDesk>().StopAsync(TestEngine.Workspace, Actor.Person("olga"), null);
        await engine.PublishAsync($$""" "guardrails":[{"id":"some","when":{{Contacts}},"mode":"canary","share":10}] """);
        Assert.Contains("guardrail:some", (await Assert.ThrowsAsync<RolloutRefusedException>(() => TryAsync(engine, new RolloutTerms(Half, null)))).Message, StringComparison.Ordinal);
    }

    [Fact, Trait("Database", "Postgres")]
    public async Task Of_two_nodes_each_decides_by_the_same_version_for_a_customer_and_one_stops_it_for_both()
    {
        Assert.SkipUnless(TestPostgres.IsUsed, "Only a server has several nodes.");
        await using var nodes = await Cluster.TwoNodes.StartAsync();
        await nodes.A.DefineAsync("outreach", "sales", AgentKind.Pull);
        await nodes.A.PublishAsync();
        await TryAsync(nodes.A, new RolloutTerms(Half, Twice));

        var (first, second) = (In(await AskAsync(nodes.A, "a", 60)), In(await AskAsync(nodes.B, "b", 60)));
        Assert.Equal(first, second);
        await WatchAsync(nodes.B);

        Assert.All(nodes.Both, node => Assert.Null(node.Get<Configurations>().Of(TestEngine.Workspace).Rollout));
        Assert.Single(nodes.A.Log(), row => row.Type == EventTypes.RolloutStopped);
        Assert.True(nodes.A.Get<Replay>().Run(TestEngine.Workspace).Agrees);
    }

    private static async Task<TestEngine> StartAsync(params string[] parts)
    {
        var engine = await TestEngine.StartAsync();
        await engine.DefineAsync("outreach", "sales", AgentKind.Pull);
        await engine.PublishAsync(parts);
        return engine;
    }

    private static async Task<int?> TryAsync(TestEngine engine, RolloutTerms terms, string document = Never)
    {
        Assert.Empty(await engine.Policies.PutDraftAsync(TestEngine.Workspace, JsonElement.Parse(document), "olga"));
        return await engine.Policies.PublishAsync(TestEngine.Workspace, Actor.Person("olga"), "Less is more", terms);
    }

    // One action for each of so many customers, always the same ones.
    private static async Task<IReadOnlyList<Ruling>> AskAsync(TestEngine engine, string round, int customers) =>
        await Task.WhenAll(Enumerable.Range(1, customers).Select(i => engine.AskAsync($"{round}-{i}", "outreach", $"email:c{i}@example.com")));

    private static SortedSet<string> In(IReadOnlyList<Ruling> rulings) =>
        new(rulings.Where(r => r.Verdict == Verdict.Suppress).Select(r => r.Action.Split('-')[1]), StringComparer.Ordinal);

    private static Task<string?> WatchAsync(TestEngine engine) => ActivatorUtilities.CreateInstance<RolloutWatch>(engine.Get<IServiceProvider>()).RunAsync(CancellationToken.None);
}

using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Health;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Verification;
using Baton.Engine.Tests.Health;
using Baton.Engine.Tests.Invariants;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Faults;

/// <summary>Agents that misbehave: the worst that one of them can do is fail at its own tasks.</summary>
public sealed class AgentFaultTests
{
    private static readonly ToldAgent[] Rabble =
    [
        ToldAgent.Answering("good"),
        new("hang", (_, _) => new TaskCompletionSource<AgentAnswer>().Task), // hears nothing, not even that its time is over
        new("break", (_, _) => throw new InvalidOperationException("It broke.")),
        new("lie", (_, _) => Task.FromResult(new AgentAnswer { Output = JsonElement.Parse("[[[\"no object\"]]]"), Confidence = double.NaN })),
        new("flood", (_, _) => Task.FromResult(new AgentAnswer { Proposals = [.. Enumerable.Range(0, 100).Select(i => new Proposal { Id = "", Agent = "flood", Kind = "contact.email", Purpose = "promotion", Text = $"Buy {i}!" })] })),
    ];

    [Fact]
    public async Task Agents_that_hang_break_lie_and_flood_fail_at_their_own_tasks_and_the_rules_hold()
    {
        var random = new Random(20261121);
        await using var engine = await HealthSignsTests.WatchedAsync(agents: Rabble);
        foreach (var agent in Rabble) await engine.DefineAsync(agent.Name, with: a => a with { Timeout = TimeSpan.FromMilliseconds(200), MaxAttempts = 2 });
        await engine.PublishAsync(RoutedByText(Rabble.Select(a => a.Name)), Policy.CapOfOne);

        var sent = new List<(string Agent, Turn Turn)>();
        for (var i = 0; i < (FaultRun.IsLong ? 1_000 : 60); i++)
        {
            var agent = Rabble[random.Next(Rabble.Length)].Name;
            sent.Add((agent, await engine.SendAsync($"m-{i}", $"email:c{random.Next(12)}@example.com", data: $$"""{"text":"{{agent}}"}""")));
        }

        await engine.UntilAsync(() =>
        {
            engine.Advance(TimeSpan.FromSeconds(1));
            return engine.Lookups.OpenTasks().Count == 0;
        }, "every task has ended");
        await engine.UntilAsync(() => sent.Where(s => s.Agent == "good").All(s => engine.Row(s.Turn.Seq).Outcome == LogOutcome.Handled), "what good agents were given is handled");

        var allowed = engine.Log().Where(r => r is { Type: EventTypes.ActionProposed, Verdict: "allow" }).GroupBy(r => r.Customer, StringComparer.Ordinal);
        Assert.NotEmpty(allowed);
        Assert.All(allowed, customer => Assert.Single(customer));
        Assert.Contains(engine.Log(), r => r.Type == EventTypes.TaskFinished && r.Agent == "hang" && r.Sentence!.Contains("No answer within", StringComparison.Ordinal));
        Assert.Contains(engine.Log(), r => r.Type == EventTypes.TaskFinished && r.Agent == "break" && r.Sentence!.Contains("It broke", StringComparison.Ordinal));
        Assert.Empty(engine.Get<HealthSigns>().Reasons());
        await HoldsAsync(engine);
    }

    [Fact]
    public async Task Of_answers_given_many_times_at_once_one_counts()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.DefineAsync("twice", kind: AgentKind.Pull);
        await engine.PublishAsync(Policy.Chain("twice"));
        await engine.SendAsync("m-1");
        var task = Assert.Single(await engine.Pull.ClaimAsync(TestEngine.Workspace, "twice", 1, TimeSpan.Zero));

        var turns = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => engine.Tasks.FinishAsync(
            TestEngine.Workspace, new TaskResult(task.Id, "twice", ResultStatus.Success, JsonElement.Parse($$"""{"answer":{{i}}}"""), 0.5, null, null, 1)))));

        Assert.Single(turns, t => t[0].Status == TurnStatus.Accepted);
        Assert.Equal(1, engine.Log().Count(r => r.Type == EventTypes.TaskFinished));
        await HoldsAsync(engine);
    }

    internal static async Task HoldsAsync(TestEngine engine)
    {
        Assert.True(engine.Count().Balances, engine.Count().ToString());
        await ReplayTests.AgreesAsync(engine);
        var findings = new Verifier(engine.Get<Database>()).Run();
        Assert.True(findings.IsWhole, string.Join('\n', findings.Faults));
    }

    private static string RoutedByText(IEnumerable<string> agents)
    {
        const string Rule = """{"id":"NAME","when":{"all":[{"field":"event.type","op":"eq","value":"message.received"},{"field":"event.text","op":"eq","value":"NAME"}]},"to":{"agent":"NAME"}}""";
        return $""" "routing":[{string.Join(',', agents.Select(agent => Rule.Replace("NAME", agent, StringComparison.Ordinal)))}] """;
    }
}

using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Limits;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Agents.Limits;

public sealed class BudgetTests
{
    private readonly ToldAgent _dear = new("dear", (_, _) => Task.FromResult(new AgentAnswer { Usage = new Usage(70, 30, 0.5m) }));

    [Fact]
    public async Task A_budget_stops_an_agent_before_the_call_warns_first_and_lets_it_go_on_in_the_next_hour_also_after_a_restart()
    {
        await using var engine = await StartAsync(new Budget { Calls = 3 });
        await SendAsync(engine, 5);

        var said = await engine.RowAsync(r => r.Type == EventTypes.AgentBudget && r.Data!.Contains("stopped"), "it is said that the budget is used up");
        Assert.Equal("dear has used up its budget for the hour: 3 of 3 calls. Its tasks wait until Mon 2 Mar 10:00 UTC.", said.Sentence);
        Assert.Equal(3, _dear.Asked);

        await engine.RestartAsync();
        await engine.UntilAsync(() => engine.Get<Dispatcher>().LoadOf(TestEngine.Workspace, "dear") == (0, 2, TestEngine.Monday.AddHours(1)), "after a restart its tasks wait as well");
        Assert.Equal(3, _dear.Asked);

        engine.Advance(TimeSpan.FromHours(1));
        await engine.DoneAsync();
        await engine.RowAsync(r => r.Sentence == "dear has a budget again and goes on.", "it is said that it goes on");
        Assert.Equal(["resumed", "stopped", "warned"], engine.Log().Where(r => r.Type == EventTypes.AgentBudget).Select(r => JsonElement.Parse(r.Data!).Text("state")).Order());
        Assert.Equal(5, _dear.Asked);
    }

    [Theory]
    [InlineData(250L, null)]
    [InlineData(null, 1.25)]
    public async Task A_call_that_would_cost_more_than_is_left_is_not_made_and_its_task_goes_to_a_person_when_the_budget_says_so(long? tokens, double? money)
    {
        await using var engine = await StartAsync(new Budget { Tokens = tokens, Money = (decimal?)money, Then = BudgetEnd.Fallback });

        await SendAsync(engine, 3);

        var handed = await engine.RowAsync(r => r.Handoff is not null, "a person is asked");
        Assert.StartsWith("dear was not asked: its budget for the hour is used up: ", handed.Sentence);
        Assert.Equal(2, _dear.Asked);
    }

    [Fact]
    public async Task Calls_under_way_count()
    {
        var gate = new TaskCompletionSource<AgentAnswer>();
        var slow = new ToldAgent("dear", (_, _) => gate.Task);
        await using var engine = await TestEngine.StartAsync(slow);
        await engine.DefineAsync("dear", with: a => a with { Limits = AgentLimits.Usual with { Daily = new Budget { Calls = 2 } } });
        await engine.PublishAsync(Policy.Chain("dear"));
        await SendAsync(engine, 4);
        await engine.UntilAsync(() => slow.Asked == 2 && engine.Get<Dispatcher>().LoadOf(TestEngine.Workspace, "dear") is (2, 2, not null), "two are called and two wait");

        gate.SetResult(new AgentAnswer());

        await engine.RowAsync(r => r.Type == EventTypes.AgentBudget && r.Data!.Contains("stopped"), "the budget is used up");
        Assert.Equal(2, slow.Asked);
    }

    [Fact]
    public async Task A_larger_budget_lets_it_go_on_at_once()
    {
        await using var engine = await StartAsync(new Budget { Calls = 1 });
        await SendAsync(engine, 2);
        await engine.RowAsync(r => r.Type == EventTypes.AgentBudget && r.Data!.Contains("stopped"), "the budget is used up");

        await engine.DefineAsync("dear", with: a => a with { Limits = With(new Budget { Calls = 10 }) });

        await engine.DoneAsync();
    }

    [Fact]
    public async Task An_agent_that_fetches_its_tasks_gets_no_more_than_its_budget_allows_with_what_it_has_already()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.DefineAsync("hands", kind: AgentKind.Pull, with: a => a with { Limits = With(new Budget { Calls = 3 }) });
        await engine.PublishAsync(Policy.Chain("hands"));
        await SendAsync(engine, 5);

        var first = await engine.Pull.ClaimAsync(TestEngine.Workspace, "hands", 2, TimeSpan.Zero);
        var rest = await engine.Pull.ClaimAsync(TestEngine.Workspace, "hands", 10, TimeSpan.Zero);
        foreach (var task in first.Concat(rest)) await engine.Tasks.FinishAsync(TestEngine.Workspace, new TaskResult(task.Id, "hands", ResultStatus.Success));

        Assert.Equal((2, 1), (first.Count, rest.Count));
        Assert.Empty(await engine.Pull.ClaimAsync(TestEngine.Workspace, "hands", 10, TimeSpan.Zero));
        await engine.RowAsync(r => r.Type == EventTypes.AgentBudget && r.Data!.Contains("stopped"), "it is said that the budget is used up");
        engine.Advance(TimeSpan.FromHours(1));
        Assert.Equal(2, (await engine.Pull.ClaimAsync(TestEngine.Workspace, "hands", 10, TimeSpan.Zero)).Count);
    }

    [Fact]
    public async Task What_was_used_is_added_up_by_agent_model_and_hour_and_budgets_stand_as_they_are_held()
    {
        await using var engine = await StartAsync(new Budget { Calls = 100 });
        await SendAsync(engine, 2);
        await engine.DoneAsync();
        engine.Advance(TimeSpan.FromHours(1));
        await engine.SendAsync("again", "email:c0@example.com");
        await engine.DoneAsync();

        var (usage, from, to) = (engine.Get<AgentUsage>(), TestEngine.Monday, TestEngine.Monday.AddHours(2));
        Assert.Equal([new UsageLine("dear", from, 3, 210, 90, 1.5m)], await usage.ReadAsync(TestEngine.Workspace, UsageBy.Agent, from, to));
        Assert.Equal([new UsageLine("", from, 3, 210, 90, 1.5m)], await usage.ReadAsync(TestEngine.Workspace, UsageBy.Model, from, to, "dear"));
        Assert.Equal([new UsageLine("", from, 2, 140, 60, 1m), new UsageLine("", from.AddHours(1), 1, 70, 30, 0.5m)], await usage.ReadAsync(TestEngine.Workspace, UsageBy.Hour, from, to));
        Assert.Empty(await usage.ReadAsync(TestEngine.Workspace, UsageBy.Agent, from, to, "other"));
        Assert.Equal([("hour", "calls", 1m, 100m)], engine.Get<Budgets>().StandsOf(TestEngine.Workspace, engine.Get<Engine.Policies.Configurations>().Of(TestEngine.Workspace).Agent("dear")!).Select(s => (s.Per, s.What, s.Used, s.Most)));
    }

    private static AgentLimits With(Budget hourly) => AgentLimits.Usual with { Concurrency = 1, Hourly = hourly };

    private async Task<TestEngine> StartAsync(Budget hourly)
    {
        var engine = await TestEngine.StartAsync(_dear);
        await engine.DefineAsync("dear", with: a => a with { Limits = With(hourly) });
        await engine.PublishAsync(Policy.Chain("dear"));
        return engine;
    }

    private static async Task SendAsync(TestEngine engine, int count)
    {
        for (var i = 0; i < count; i++) await engine.SendAsync($"m-{i}", $"email:c{i}@example.com");
    }
}

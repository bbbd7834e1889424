using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Actions;
using Baton.Engine.Clocks;
using Baton.Engine.Handoffs;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Actions;

public sealed class DelayTests
{
    [Fact]
    public async Task A_promotion_an_hour_after_support_waits_48_hours_and_is_then_decided_again()
    {
        await using var engine = await SalesAsync();
        await engine.SendAsync("1", type: EventTypes.CaseOpened, data: """{"case":"1"}""");
        await engine.SendAsync("2", type: EventTypes.CaseResolved, data: """{"case":"1"}""");
        engine.Advance(TimeSpan.FromHours(1));

        var first = await engine.AskAsync("p-1", "outreach");
        Assert.Equal((Verdict.Delay, TestEngine.Monday.AddHours(48), "after-support"), (first.Verdict, first.Until, first.Rule?.Id));

        engine.Advance(TimeSpan.FromHours(46.9));
        Assert.Single(engine.Log(), r => r.Action == "p-1");
        engine.Advance(TimeSpan.FromHours(0.1));
        Assert.Equal("allow", (await engine.RowAsync(r => r.Type == EventTypes.ActionDue, "it is decided again")).Verdict);
    }

    [Fact]
    public async Task What_was_delayed_is_decided_on_the_state_of_that_moment()
    {
        await using var engine = await SalesAsync();
        await engine.SendAsync("1", type: EventTypes.CaseOpened, data: """{"case":"1"}""");
        await engine.AskAsync("p-1", "outreach");
        await engine.SendAsync("2", data: "{}");

        engine.Advance(TimeSpan.FromHours(48));

        var again = await engine.RowAsync(r => r.Type == EventTypes.ActionDue, "it is decided again");
        Assert.Equal(("suppress", "hold:escalation"), (again.Verdict, again.Rule!.Split('@')[0]));
    }

    [Fact]
    public async Task It_is_decided_again_after_a_restart_that_slept_through_the_moment()
    {
        await using var engine = await SalesAsync();
        await engine.SendAsync("1", type: EventTypes.CaseOpened, data: """{"case":"1"}""");
        await engine.AskAsync("p-1", "outreach");
        engine.Clock.SetRate(0);
        await engine.RestartAsync();

        engine.Advance(TimeSpan.FromDays(4));

        await engine.RowAsync(r => r.Type == EventTypes.ActionDue, "it is decided again");
    }

    [Fact]
    public async Task Timers_fired_by_two_at_once_count_once()
    {
        await using var engine = await SalesAsync();
        await engine.SendAsync("1", type: EventTypes.CaseOpened, data: """{"case":"1"}""");
        for (var i = 0; i < 20; i++) await engine.AskAsync($"p-{i}", "outreach");
        engine.Advance(TimeSpan.FromHours(48));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => engine.Get<Timers>().FireAsync(CancellationToken.None)));
        await engine.UntilAsync(() => engine.Log().Count(r => r.Type == EventTypes.ActionDue) == 20, "each is decided again");

        Assert.All(engine.Log().Where(r => r.Type == EventTypes.ActionDue), r => Assert.Equal("allow", r.Verdict));
        Assert.Equal(20, engine.Lookups.DueTimers(long.MaxValue).Count);
    }

    [Fact]
    public async Task The_moment_comes_again_when_the_machines_clock_is_set_back_in_between()
    {
        var clock = new HandClock(TestEngine.Monday);
        await using var engine = await TestEngine.StartAsync(new AppClock(clock));
        await engine.DefineAsync("outreach", "sales");
        await engine.PublishAsync(Policy.AfterSupport);
        await engine.SendAsync("1", type: EventTypes.CaseOpened, data: """{"case":"1"}""");
        var due = (await engine.AskAsync("p-1", "outreach")).Until!.Value;

        clock.Show(due, due.AddHours(-1));
        await engine.Get<Timers>().FireAsync(CancellationToken.None);
        Assert.Equal("delay", (await engine.RowAsync(r => r.Type == EventTypes.ActionDue, "it is decided before its time")).Verdict);

        clock.Show(due);
        await engine.Get<Timers>().FireAsync(CancellationToken.None);
        await engine.RowAsync(r => r is { Type: EventTypes.ActionDue, Verdict: "allow" }, "it is decided when its time has come");
    }

    [Fact]
    public async Task A_permit_that_nobody_reports_on_lapses_and_still_counts()
    {
        await using var engine = await SalesAsync(Policy.CapOfOne);
        Assert.Equal(Verdict.Allow, (await engine.AskAsync("p-1", "outreach")).Verdict);

        engine.Advance(TimeSpan.FromMinutes(15));
        await engine.RowAsync(r => r.Type == EventTypes.ActionLapsed, "the permit lapses");

        Assert.Equal(ActionStatus.Unreported, Assert.Single((await engine.StateAsync()).Actions).Status);
        Assert.Equal(Verdict.Suppress, (await engine.AskAsync("p-2", "outreach")).Verdict);
    }

    [Fact]
    public async Task A_report_of_failure_gives_the_slot_back_and_the_same_report_again_changes_nothing()
    {
        await using var engine = await SalesAsync(Policy.CapOfOne);
        await engine.AskAsync("p-1", "outreach");
        var customer = (await engine.StateAsync()).Id;

        var first = await ReportAsync("failed");
        var again = await ReportAsync("failed");

        Assert.Equal((TurnStatus.Accepted, TurnStatus.Duplicate, first.Seq), (first.Status, again.Status, again.Seq));
        Assert.Equal(Verdict.Allow, (await engine.AskAsync("p-2", "outreach")).Verdict);

        Task<Turn> ReportAsync(string status) => engine.Actions.ReportAsync(TestEngine.Workspace, "p-1", customer, Actor.Agent("outreach"), status, detail: null);
    }

    [Fact]
    public async Task A_contact_told_by_its_channel_is_done_in_the_list_too_and_no_longer_lapses()
    {
        await using var engine = await SalesAsync();
        await engine.AskAsync("p-1", "outreach");

        await engine.SendAsync("sent", type: EventTypes.ContactSent, data: """{"action":"p-1","channel":"email"}""");

        await using var db = engine.OpenDb();
        Assert.Equal(("done", "done"), db.Actions.Where(a => a.Id == "p-1").AsEnumerable().Select(a => (a.Status, a.Outcome)).Single());
        Assert.Empty(engine.Lookups.DueTimers(long.MaxValue));
        Assert.Equal(ActionStatus.Done, Assert.Single((await engine.StateAsync()).Actions).Status);
    }

    [Fact]
    public async Task While_a_person_has_the_case_no_agent_writes_and_permits_given_before_are_void()
    {
        await using var engine = await SalesAsync();
        await engine.AskAsync("before", "outreach");
        var handoff = (await engine.SendAsync("1", data: "{}")).Decision!.Handoffs[0].Id;
        await engine.Handoffs.ClaimAsync(TestEngine.Workspace, handoff, "olga");

        Assert.Equal("human-owns", (await engine.AskAsync("during", "outreach", purpose: "reply")).ReasonCode);
        var breach = await engine.Actions.ReportAsync(TestEngine.Workspace, "before", (await engine.StateAsync()).Id, Actor.Agent("outreach"), "done", detail: null);
        Assert.StartsWith("Breach", breach.Decision!.Sentence, StringComparison.Ordinal);

        await engine.Handoffs.ResolveAsync(TestEngine.Workspace, handoff, "olga", new Resolution(HandoffOutcome.Answered) { Answer = "Done." });
        Assert.Equal(Verdict.Allow, (await engine.AskAsync("after", "outreach", purpose: "reply")).Verdict);
    }

    [Theory]
    [InlineData(HandoffOutcome.Approved, Verdict.Allow)]
    [InlineData(HandoffOutcome.Rejected, Verdict.Suppress)]
    public async Task What_needs_a_persons_yes_goes_on_with_the_answer(HandoffOutcome outcome, Verdict verdict)
    {
        await using var engine = await SalesAsync(Policy.BigRefunds);
        var asked = await engine.AskAsync("r-1", "outreach", kind: "refund", purpose: null);
        Assert.Equal(Verdict.Escalate, asked.Verdict);

        var resolved = await engine.Handoffs.ResolveAsync(TestEngine.Workspace, asked.Handoff!, "olga", new Resolution(outcome));

        Assert.Equal(verdict, resolved.Decision!.Rulings[0].Verdict);
        Assert.Equal(LogOutcome.Handled, engine.Row(engine.Log().First(r => r.Action == "r-1").Seq).Outcome);
        Assert.True(engine.Count().Balances, engine.Count().ToString());
    }

    [Fact]
    public async Task What_baton_does_itself_is_done_once_and_reported()
    {
        await using var engine = await SalesAsync();
        await engine.SendAsync("1", type: EventTypes.ConversationEnded, data: "{}");

        await engine.Actions.AskAsync(TestEngine.Workspace, TestEngine.Address("email:ana@example.com"), new Proposal { Id = "u-1", Agent = "outreach", Kind = "customer.update", Execute = Executor.Baton, Data = System.Text.Json.JsonElement.Parse("""{"attributes":{"plan":"gold"}}""") });

        await engine.RowAsync(r => r.Type == EventTypes.ActionReported, "Baton reports");
        Assert.Equal("gold", (await engine.StateAsync()).AttributeText("plan"));
        Assert.Single(engine.Log(), r => r.Type == EventTypes.CustomerUpdated);
        Assert.True(engine.Get<ActionRunner>().Does(TestEngine.Workspace, "customer.update"));
    }

    private static async Task<TestEngine> SalesAsync(params string[] parts)
    {
        var engine = await TestEngine.StartAsync();
        await engine.DefineAsync("outreach", "sales");
        await engine.PublishAsync([.. parts, Policy.AfterSupport, Policy.WhileHandedOff]);
        return engine;
    }
}

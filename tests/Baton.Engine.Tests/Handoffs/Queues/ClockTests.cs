using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Handoffs.Queues;
using Baton.Engine.Handoffs;
using Baton.Engine.Handoffs.Queues;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Handoffs.Queues;

public sealed class ClockTests : IAsyncLifetime
{
    private const string Ana = "ana@example.com";
    private TestEngine _engine = null!;

    private static readonly QueueDefinition General = new()
    {
        Name = "general",
        Levels = [new ServiceLevel { Priority = Priority.High, Claim = TimeSpan.FromMinutes(10), Answer = TimeSpan.FromMinutes(20), Resolution = TimeSpan.FromHours(1) }],
        AtBreach = new QueueEscalation { Queue = "seniors", RaisePriority = true, Tell = ["olga@example.com"] },
    };

    public async ValueTask InitializeAsync() => _engine = await TestEngine.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task People_are_warned_before_a_clock_runs_out_and_the_queue_escalates_when_it_has()
    {
        var id = await OpenAsync();
        _engine.Advance(TimeSpan.FromMinutes(8));
        await _engine.RowAsync(r => r.Type == EventTypes.HandoffWarned, "a warning");
        Assert.Equal([ClockState.Warned, ClockState.Runs, ClockState.Runs], (await LineAsync()).Clocks.Select(c => c.State));

        _engine.Advance(TimeSpan.FromMinutes(2));
        var breach = await _engine.RowAsync(r => r.Type == EventTypes.HandoffBreached, "a breach");

        Assert.Contains("it goes to seniors", breach.Sentence, StringComparison.Ordinal);
        Assert.Equal("""["olga@example.com"]""", JsonElement.Parse(breach.Data!).GetProperty("tell").GetRawText());
        var handoff = (await _engine.StateAsync()).Handoffs.Single(h => h.Id == id);
        Assert.Equal(("seniors", Priority.Urgent), (handoff.Queue, handoff.Priority));
        Assert.Equal(ClockState.Breached, (await LineAsync()).Clocks[0].State);
    }

    [Fact]
    public async Task Each_clock_that_comes_due_while_the_engine_is_down_counts_once_after_the_start()
    {
        await OpenAsync();
        await _engine.StopAsync();
        _engine.Advance(TimeSpan.FromMinutes(90));
        await _engine.StartAgainAsync();
        await _engine.UntilAsync(() => _engine.Log().Count(r => r.Type == EventTypes.HandoffBreached) == 3, "three breaches");
        await _engine.UntilAsync(() => !HasTimers(), "no timer is left");

        Assert.Equal(3, _engine.Log().Count(r => r.Type == EventTypes.HandoffBreached));
        Assert.True(_engine.Log().Count(r => r.Type == EventTypes.HandoffWarned) <= 3);
        Assert.Equal([ServiceClock.Claim, ServiceClock.Answer, ServiceClock.Resolution], (await _engine.StateAsync()).Handoffs[0].Breached.Order());
    }

    [Fact]
    public async Task A_clock_stops_with_what_it_counts_and_stands_still_while_the_customer_is_waited_for()
    {
        var id = await OpenAsync();
        await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, id, Ana);
        await _engine.Handoffs.SnoozeAsync(TestEngine.Workspace, id, Ana, until: null, forAnswer: true, note: null);
        Assert.Equal(["handoff.breach:answer", "handoff.snooze", "handoff.warn:answer"], Timers());
        Assert.Equal([ClockState.Runs, ClockState.Paused], (await LineAsync()).Clocks.Select(c => c.State));

        _engine.Advance(TimeSpan.FromMinutes(10));
        await _engine.SendAsync("answer");
        Assert.Equal(["handoff.breach:answer", "handoff.breach:resolution", "handoff.warn:answer", "handoff.warn:resolution"], Timers());
        Assert.Equal(TestEngine.Monday.AddMinutes(70), (await _engine.StateAsync()).Handoffs[0].ResolveDue);

        await _engine.Handoffs.ResolveAsync(TestEngine.Workspace, id, Ana, new Resolution(HandoffOutcome.Other));
        Assert.Empty(Timers());
    }

    [Fact]
    public async Task The_queues_and_the_people_are_there_again_after_a_start()
    {
        var desk = _engine.Get<QueueDesk>();
        await desk.ProfileAsync(TestEngine.Workspace, new() { Email = Ana, Skills = ["refunds"], Languages = ["de"], Capacity = 2 }, Actor.Person("olga"));
        Assert.True(await desk.DefineAsync(TestEngine.Workspace, General, Actor.Person("olga")));
        Assert.False(await desk.DefineAsync(TestEngine.Workspace, General, Actor.Person("olga")));
        await _engine.RestartAsync();

        var config = _engine.Get<Baton.Engine.Policies.Configurations>().Of(TestEngine.Workspace);
        Assert.Equal(General.Levels, config.QueueOf("general").Levels);
        Assert.Equal(General.AtBreach!.Tell, config.QueueOf("general").AtBreach!.Tell);
        Assert.Equal((2, "refunds"), (config.PersonOf(Ana).Capacity, config.PersonOf(Ana).Skills.Single()));
        Assert.True(await _engine.Get<QueueDesk>().RemoveAsync(TestEngine.Workspace, "general", Actor.Person("olga")));
        Assert.Empty(_engine.Get<Baton.Engine.Policies.Configurations>().Of(TestEngine.Workspace).Queues);
    }

    private async Task<string> OpenAsync()
    {
        await _engine.Get<QueueDesk>().DefineAsync(TestEngine.Workspace, General, Actor.Person("olga"));
        await _engine.SendAsync("wish", data: """{"text":"Please let me talk to a human"}""");
        return (await _engine.StateAsync()).Handoffs.Single().Id;
    }

    private async Task<HandoffLine> LineAsync() => (await _engine.Get<HandoffQueue>().ReadAsync(TestEngine.Workspace, HandoffView.All, Ana, queue: null, most: 10)).Single();

    private bool HasTimers() => Timers().Count > 0;

    private IReadOnlyList<string> Timers()
    {
        using var db = _engine.OpenDb();
        return [.. db.Timers.Select(t => t.Kind).AsEnumerable().Order(StringComparer.Ordinal)];
    }
}

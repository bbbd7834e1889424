using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Handoffs;
using Baton.Engine.Handoffs.Wall;
using Baton.Engine.Pipeline;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Handoffs.Wall;

/// <summary>The desk in figures, on a running engine.</summary>
public sealed class HandoffFiguresTests : IAsyncLifetime
{
    private TestEngine _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await TestEngine.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private WallTime Today => new(TestEngine.Monday.AddHours(-9), _engine.Clock.GetUtcNow().AddMilliseconds(1), _engine.Clock.GetUtcNow());

    [Fact]
    public async Task What_waits_what_is_late_and_what_a_person_has_is_counted_by_queue()
    {
        var late = await AskAsync("ana");
        _engine.Advance(TimeSpan.FromDays(1));
        var claimed = await AskAsync("bo");
        await AskAsync("cy");
        await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, claimed, "olga");

        var figures = await ReadAsync();

        var queue = Assert.Single(figures.Queues);
        Assert.Equal((2, 1, 1, 3, 0), (queue.Waiting, queue.Late, queue.Claimed, queue.Opened, queue.Resolved));
        Assert.Equal(TestEngine.Monday, queue.Oldest);
        Assert.Equal([late], await IdsAsync(WallSet.Late));
        Assert.Equal("olga", Assert.Single(figures.People).Name);
    }

    [Fact]
    public async Task Wait_and_handle_times_are_those_that_were_and_the_service_level_is_the_share_taken_in_time()
    {
        for (var i = 1; i <= 4; i++)
        {
            var id = await AskAsync($"c{i}");
            _engine.Advance(i == 4 ? TimeSpan.FromDays(1) : TimeSpan.FromMinutes(i));
            await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, id, "olga");
            _engine.Advance(TimeSpan.FromMinutes(10 * i));
            await ResolveAsync(id);
        }

        var total = (await ReadAsync()).Total;

        Assert.Equal((TimeSpan.FromMinutes(2), TimeSpan.FromDays(1)), (total.WaitMedian, total.WaitMost));
        Assert.Equal((TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(40)), (total.HandleMedian, total.HandleMost));
        Assert.Equal((4, 3, 1), (total.Measured, total.InTime, total.Missed));
        Assert.Equal(0.75, total.ServiceLevel);
    }

    [Fact]
    public async Task The_list_behind_a_number_has_exactly_what_it_counts()
    {
        var ids = new List<string>();
        foreach (var customer in new[] { "ana", "bo", "cy" }) ids.Add(await AskAsync(customer));
        await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, ids[0], "olga");
        await ResolveAsync(ids[0]);

        var total = (await ReadAsync()).Total;

        foreach (var (set, count) in new[] { (WallSet.Waiting, total.Waiting), (WallSet.Claimed, total.Claimed), (WallSet.Opened, total.Opened), (WallSet.Resolved, total.Resolved), (WallSet.Back, total.Back), (WallSet.InTime, total.InTime), (WallSet.Missed, total.Missed), (WallSet.Measured, total.Measured) })
            Assert.Equal(count, (await IdsAsync(set)).Count);
        Assert.Equal([ids[0]], await IdsAsync(WallSet.Resolved));
    }

    [Fact]
    public async Task A_case_came_back_when_its_customer_was_with_people_again_within_three_days()
    {
        var soon = await AskAsync("ana");
        var late = await AskAsync("bo");
        await ResolveAsync(soon);
        await ResolveAsync(late);
        _engine.Advance(TimeSpan.FromDays(2));
        await AskAsync("ana", "again");
        _engine.Advance(TimeSpan.FromDays(2));
        await AskAsync("bo", "again");

        Assert.Equal([soon], await IdsAsync(WallSet.Back));
        Assert.Equal(1, (await ReadAsync()).Total.Back);
    }

    [Fact]
    public async Task Messages_that_needed_no_person_are_the_deflection()
    {
        for (var i = 0; i < 3; i++) await _engine.SendAsync($"m{i}", $"email:c{i}@example.com");
        await AskAsync("ana");

        var figures = await ReadAsync();

        Assert.Equal((4, 1), (figures.Messages, figures.ToPeople));
        Assert.Equal(0.75, figures.Deflection);
    }

    [Fact]
    public async Task An_agents_cases_are_measured_by_what_it_did()
    {
        await _engine.DefineAsync("outreach", "sales");
        await _engine.PublishAsync(Policy.BigRefunds);
        await _engine.AskAsync("mail", "outreach");
        await _engine.AskAsync("refund", "outreach", kind: "refund", purpose: null);
        var escalated = (await _engine.StateAsync()).Handoffs.Count(h => h.Cause == HandoffCause.Escalated);

        var agent = Assert.Single((await ReadAsync()).Agents, a => a.Agent == "outreach");

        Assert.Equal((escalated, 0L, 2L), (agent.Handoffs, agent.Tasks, agent.Asked));
        Assert.Equal(50.0 * escalated, agent.Per100);
    }

    [Fact]
    public async Task What_ended_long_ago_is_kept_and_counted_beside_what_ended_since()
    {
        var id = await AskAsync("ana");
        await ResolveAsync(id);
        _engine.Advance(TimeSpan.FromHours(5));
        Assert.Equal(1, (await ReadAsync()).Total.Resolved);
        await ResolveAsync(await AskAsync("bo"));

        Assert.Equal(2, (await ReadAsync()).Total.Resolved);
        Assert.Equal(1, (await _engine.Get<HandoffFigures>().ReadAsync(TestEngine.Workspace, Today with { From = _engine.Clock.GetUtcNow().AddHours(-1) }, new WallFilter())).Total.Resolved);
    }

    [Fact]
    public async Task Figures_of_one_person_leave_the_others_out()
    {
        await ResolveAsync(await AskAsync("ana"), "olga");
        await ResolveAsync(await AskAsync("bo"), "ben");

        var figures = await ReadAsync(new WallFilter(Person: "ben"));

        Assert.Equal((1, "ben"), (figures.Total.Resolved, Assert.Single(figures.People).Name));
    }

    private Task<WallFigures> ReadAsync(WallFilter? filter = null) => _engine.Get<HandoffFigures>().ReadAsync(TestEngine.Workspace, Today, filter ?? new WallFilter());

    private async Task<IReadOnlyList<string>> IdsAsync(WallSet set) => [.. (await _engine.Get<HandoffFigures>().ListAsync(TestEngine.Workspace, Today, new WallFilter(), set, more: null, most: 100)).Lines.Select(l => l.Id)];

    private async Task<string> AskAsync(string customer, string words = "I want to speak to a human, please.") =>
        (await _engine.SendAsync($"{customer}-{words}", $"email:{customer}@example.com", data: $$"""{"text":"{{(words == "again" ? "A human, please. Let me talk to a person!" : words)}}"}""")).Decision!.Handoffs[0].Id;

    private Task<Turn> ResolveAsync(string id, string person = "olga") => _engine.Handoffs.ResolveAsync(TestEngine.Workspace, id, person, new Resolution(HandoffOutcome.Answered) { Answer = "Here you are." });
}

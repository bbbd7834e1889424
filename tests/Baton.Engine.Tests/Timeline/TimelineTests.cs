using Baton.Core.Events;
using Baton.Engine.Customers;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Search;
using Baton.Engine.Tests.Running;
using Baton.Engine.Timeline;

namespace Baton.Engine.Tests.Timeline;

public sealed class TimelineTests
{
    private const string AfterSupport = """
        "cooldowns":[{"id":"after-support","after":{"field":"event.type","op":"startsWith","value":"case."},"blocks":{"all":[{"field":"agent.department","op":"eq","value":"sales"},{"field":"action.kind","op":"startsWith","value":"contact."}]},"for":"PT48H","then":"delay"}]
        """;

    private const string OpenCase = """
        "holds":[{"id":"open-case","while":{"field":"customer.openCases","op":"gt","value":0},"blocks":{"field":"action.purpose","op":"eq","value":"promotion"},"then":"suppress"}]
        """;

    [Fact]
    public async Task Every_filter_pages_through_exactly_the_rows_that_have_it()
    {
        await using var engine = await StoryAsync();
        var all = await PagesAsync(engine, TimelineFilter.None);
        TimelineFilter[] filters =
        [
            new() { Customer = all.First(e => e.Customer is not null).Customer }, new() { Agent = "outreach" }, new() { Type = EventTypes.CaseOpened }, new() { Verdict = "delay" },
            new() { Rule = "cooldown:after-support" }, new() { Outcome = "waiting" }, new() { Agent = "outreach", Verdict = "allow" }, .. EventKinds.All.Select(kind => new TimelineFilter { Kind = kind }),
        ];

        Assert.Equal(all.OrderByDescending(e => e.Seq), all);
        foreach (var filter in filters)
        {
            var found = await PagesAsync(engine, filter);
            Assert.Equal(all.Where(e => e.Matches(filter)).Select(e => e.Seq), found.Select(e => e.Seq));
            Assert.Equal(found.Select(e => e.Seq).FirstOrDefault(), await engine.Get<TimelineWindows>().NewestAsync(TestEngine.Workspace, filter, SeqSpan.All));
        }

        Assert.Contains(filters, f => all.Any(e => e.Matches(f)) && f.Rule is not null);
    }

    [Fact]
    public async Task Times_are_found_without_an_index_on_them()
    {
        await using var engine = await TestEngine.StartAsync();
        for (var hour = 0; hour < 20; hour++)
        {
            await engine.SendAsync($"e{hour}");
            engine.Advance(TimeSpan.FromHours(1));
        }

        var found = await PagesAsync(engine, new TimelineFilter { From = TestEngine.Monday.AddHours(5), To = TestEngine.Monday.AddHours(8), Kind = EventKinds.Event });

        Assert.Equal([7, 6, 5], found.Select(e => (e.Received - TestEngine.Monday).TotalHours));
    }

    [Fact]
    public async Task Words_and_filters_go_together_and_stay_in_the_workspace()
    {
        await using var engine = await StoryAsync();
        var indexer = engine.Get<SearchIndexer>();
        while (indexer.IndexNext() > 0)
        {
        }

        Assert.NotEmpty(await PagesAsync(engine, new TimelineFilter { Query = "parcel" }));
        Assert.Equal(await PagesAsync(engine, new TimelineFilter { Agent = "outreach", Verdict = "delay" }), await PagesAsync(engine, new TimelineFilter { Query = "promotion", Agent = "outreach", Verdict = "delay" }));
        Assert.Empty(await engine.Get<TimelineWindows>().BeforeAsync("another", new TimelineFilter { Query = "parcel" }, SeqSpan.All, long.MaxValue, 10));
        Assert.Empty(await engine.Get<TimelineWindows>().BeforeAsync("another", TimelineFilter.None, SeqSpan.All, long.MaxValue, 10));
    }

    [Fact]
    public async Task A_story_tells_the_policy_the_facts_of_that_time_and_the_chain()
    {
        await using var engine = await StoryAsync();
        var held = (await PagesAsync(engine, new TimelineFilter { Rule = "hold:open-case" }))[^1];
        await engine.SendAsync("closed", type: EventTypes.CaseResolved, data: """{"case":"1"}""");
        await engine.PublishAsync();

        var story = await engine.Get<EventStories>().FindAsync(engine.Get<Configurations>().Of(TestEngine.Workspace), held.Seq);

        Assert.NotNull(story);
        Assert.Equal("open-case", Assert.Single(story.Policy!.Holds).Id);
        Assert.Equal([("customer.openCases", "1"), ("action.purpose", "promotion")], story.Facts.Select(f => (f.Field, f.Value)));
        Assert.Equal(held.Seq, Assert.Single(story.Chain).Seq);
        Assert.Null(await engine.Get<EventStories>().FindAsync(Configurations.Beginning("another"), held.Seq));
    }

    [Fact]
    public async Task Facets_flow_and_totals_count_what_the_log_holds()
    {
        await using var engine = await StoryAsync();
        var all = await PagesAsync(engine, TimelineFilter.None);

        var facets = await engine.Get<TimelineFacets>().CountAsync(TestEngine.Workspace, TimelineFilter.None, SeqSpan.All);
        var flow = await engine.Get<TimelineFacets>().FlowAsync(TestEngine.Workspace, TestEngine.Monday, engine.Clock.GetUtcNow().AddMinutes(1), 10);
        var totals = await engine.Get<FlowFigures>().TotalsAsync(TestEngine.Workspace, engine.Clock.GetUtcNow());

        Assert.True(facets.IsAll);
        Assert.Equal(all.Count, facets.Looked);
        Assert.Equal(all.Count(e => e.Verdict == "delay"), facets.Verdicts.Single(v => v.Value == "delay").Count);
        Assert.Equal(all.Count, flow.Sum(bar => bar.Count));
        var ledger = engine.Count().Log;
        Assert.Equal((ledger.In, ledger.Done, ledger.Failed), (totals.In, totals.Done, totals.Failed));
    }

    [Fact]
    public async Task What_was_blocked_is_told_from_the_log_also_after_it_is_over()
    {
        await using var engine = await StoryAsync();
        await engine.SendAsync("closed", type: EventTypes.CaseResolved, data: """{"case":"1"}""");
        var state = await engine.StateAsync();

        var story = await engine.Get<CustomerStories>().ReadAsync(TestEngine.Workspace, state, engine.Get<Configurations>().Of(TestEngine.Workspace).Policy);

        Assert.Equal(new BlockedStretch("hold:open-case", TestEngine.Monday, engine.Clock.GetUtcNow()), Assert.Single(story.Blocked, b => b.Rule == "hold:open-case"));
        Assert.Equal(TestEngine.Monday, Assert.Single(story.Blocked, b => b.Rule == "cooldown:after-support").From);
    }

    private static async Task<TestEngine> StoryAsync()
    {
        var engine = await TestEngine.StartAsync();
        await engine.DefineAsync("outreach", "sales", Core.Agents.AgentKind.Pull);
        await engine.PublishAsync(AfterSupport, OpenCase);
        await engine.SendAsync("opened", type: EventTypes.CaseOpened, data: """{"case":"1"}""");
        for (var i = 0; i < 15; i++)
        {
            engine.Advance(TimeSpan.FromMinutes(1));
            await engine.SendAsync($"m{i}", customer: $"email:c{i}@example.com");
            await engine.SendAsync($"o{i}", customer: $"email:c{i}@example.com", type: EventTypes.CaseOpened);
            await engine.SendAsync($"r{i}", customer: $"email:c{i}@example.com", type: EventTypes.CaseResolved);
            await engine.AskAsync($"p{i}", "outreach", i % 3 == 0 ? "email:ana@example.com" : i % 3 == 1 ? $"email:c{i}@example.com" : $"email:new{i}@example.com");
        }

        return engine;
    }

    // Seven at a time, so that pages end in the middle of everything.
    private static async Task<List<TimelineEntry>> PagesAsync(TestEngine engine, TimelineFilter filter)
    {
        var windows = engine.Get<TimelineWindows>();
        var span = await windows.SpanAsync(filter);
        var all = new List<TimelineEntry>();
        for (var before = long.MaxValue; ;)
        {
            var page = await windows.BeforeAsync(TestEngine.Workspace, filter, span, before, 7);
            all.AddRange(page);
            if (page.Count < 7) return all;
            before = page[^1].Seq;
        }
    }
}

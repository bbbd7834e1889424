using Baton.Core.Handoffs;
using Baton.Engine.Handoffs;
using Baton.Engine.Handoffs.Context;
using Baton.Engine.Handoffs.Similar;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Handoffs.Similar;

public sealed class SimilarCasesTests : IAsyncLifetime
{
    private TestEngine _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await TestEngine.StartAsync();

    [Fact]
    public async Task The_resolved_cases_most_alike_are_found_with_how_they_ended_and_what_they_have_in_common()
    {
        await ResolvedAsync("a", "I want a human. My umbrella arrived broken.", HandoffOutcome.Answered, "We send a new umbrella.");
        await ResolvedAsync("b", "I want a human. My umbrella is broken since yesterday.", HandoffOutcome.Approved, null);
        await ResolvedAsync("c", "I want a human. Please cancel my flight to Rome.", HandoffOutcome.Rejected, null);
        await _engine.Get<CaseIndexer>().CatchUpAsync();

        var found = await FindAsync("d", "I want a human. The umbrella that you sent is broken.");

        Assert.Equal(2, found.Best.Count);
        Assert.All(found.Best, c => Assert.Superset(new HashSet<string> { "umbrella", "broken" }, c.Words.ToHashSet()));
        Assert.All(found.Best, c => Assert.InRange(c.Likeness, SimilarCases.Least, 1));
        Assert.Contains(found.Best, c => c is { Outcome: "answered", Answer: "We send a new umbrella.", By: "olga@example.com" });
        Assert.Equal([("answered", 1), ("approved", 1)], found.Outcomes.OrderBy(o => o.Outcome, StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_still_open_and_the_case_itself_are_not_found()
    {
        await OpenAsync("a", "I want a human. My umbrella is broken.");
        var own = await OpenAsync("b", "I want a human. My umbrella is broken.");
        await _engine.Get<CaseIndexer>().CatchUpAsync();
        Assert.Empty((await FindAsync(own)).Best);

        await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, own, "olga@example.com");
        await EndAsync(own, HandoffOutcome.Other, null);
        await _engine.Get<CaseIndexer>().CatchUpAsync();
        Assert.Empty((await FindAsync(own)).Best);
    }

    [Fact]
    public async Task The_index_goes_on_after_a_restart_and_indexing_twice_changes_nothing()
    {
        await ResolvedAsync("a", "I want a human. My umbrella is broken.", HandoffOutcome.Answered, "Sorry.");
        Assert.Equal(1, await _engine.Get<CaseIndexer>().CatchUpAsync());
        await _engine.RestartAsync();

        Assert.Equal(0, await _engine.Get<CaseIndexer>().CatchUpAsync());
        await ResolvedAsync("b", "I want a human. The umbrella is broken again.", HandoffOutcome.Answered, "Sorry.");
        Assert.Equal(1, await _engine.Get<CaseIndexer>().CatchUpAsync());
        Assert.Equal(2, (await FindAsync("c", "I want a human. A broken umbrella!")).Counted);
    }

    [Fact]
    public async Task A_case_of_nothing_but_strange_words_is_like_none()
    {
        await ResolvedAsync("a", "I want a human. My umbrella is broken.", HandoffOutcome.Answered, "Sorry.");
        await _engine.Get<CaseIndexer>().CatchUpAsync();

        Assert.Empty((await FindAsync("b", "I want a human. Lorem ipsum dolor sit amet consectetur.")).Best);
    }

    [Fact]
    public async Task How_most_cases_like_this_ended_is_a_ground_with_those_cases_as_evidence()
    {
        for (var i = 0; i < 4; i++) await ResolvedAsync($"a{i}", "I want a human. My umbrella is broken.", i == 0 ? HandoffOutcome.Rejected : HandoffOutcome.Answered, "Sorry.");
        await _engine.Get<CaseIndexer>().CatchUpAsync();
        var id = await OpenAsync("b", "I want a human. My umbrella is broken.");

        var handoff = (await _engine.Get<HandoffCases>().ReadAsync(TestEngine.Workspace, id))!;
        var background = await _engine.Get<CaseBackgrounds>().ReadAsync(TestEngine.Workspace, handoff);
        var step = SuggestedStep.Of(handoff, draft: null, background);

        var ground = Assert.Single(step.Grounds, g => g.Text == "3 of the last 4 like this were answered by a person.");
        Assert.Equal(3, ground.Evidence.Count);
        Assert.All(ground.Evidence, e => Assert.Equal("answered", background.Similar.Best.First(c => c.Id == e.Id).Outcome));
        Assert.Equal("Wants: “My umbrella is broken.”", background.Brief.Lines.First(l => l.Kind == Baton.Core.Handoffs.Briefs.BriefKind.Wants).Text);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private async Task<string> OpenAsync(string customer, string words) =>
        (await _engine.SendAsync("m-" + customer, $"email:{customer}@example.com", data: System.Text.Json.JsonSerializer.Serialize(new { text = words }))).Decision!.Handoffs[0].Id;

    private async Task ResolvedAsync(string customer, string words, HandoffOutcome outcome, string? answer)
    {
        var id = await OpenAsync(customer, words);
        await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, id, "olga@example.com");
        await EndAsync(id, outcome, answer);
    }

    private Task<Baton.Engine.Pipeline.Turn> EndAsync(string id, HandoffOutcome outcome, string? answer) => _engine.Handoffs.ResolveAsync(TestEngine.Workspace, id, "olga@example.com", new Resolution(outcome) { Answer = answer });

    private async Task<SimilarCasesFound> FindAsync(string customer, string words) => await FindAsync(await OpenAsync(customer, words));

    private async Task<SimilarCasesFound> FindAsync(string id) => await _engine.Get<SimilarCases>().FindAsync((await _engine.Get<HandoffQueries>().FindAsync(TestEngine.Workspace, id))!);
}

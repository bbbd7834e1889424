using Baton.Core.Handoffs;
using Baton.Engine.Handoffs;
using Baton.Engine.Handoffs.Quality;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Handoffs.Quality;

public sealed class QualityTests : IAsyncLifetime
{
    private static readonly Dictionary<string, int> Good = new(StringComparer.Ordinal) { ["outcome"] = 5, ["tone"] = 4, ["complete"] = 3 };

    private TestEngine _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await TestEngine.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private QualityDesk Desk => _engine.Get<QualityDesk>();

    [Fact]
    public void The_sample_is_by_chance_the_same_every_time_and_a_larger_share_has_all_of_a_smaller_one()
    {
        var ids = Enumerable.Range(0, 4000).Select(i => $"cus_{i}-h1").ToList();
        var (few, more) = (ids.Where(id => new QualityRules { Share = 0.05 }.Samples(id, "general")).ToList(), ids.Where(id => new QualityRules { Share = 0.2 }.Samples(id, "general")).ToHashSet(StringComparer.Ordinal));

        Assert.InRange(few.Count, 140, 260);
        Assert.InRange(more.Count, 700, 900);
        Assert.All(few, id => Assert.Contains(id, more));
        Assert.All(ids, id => Assert.True(new QualityRules { Share = 0, Queues = new Dictionary<string, double>(StringComparer.Ordinal) { ["finance"] = 1 } }.Samples(id, "finance")));
    }

    [Fact]
    public async Task What_was_late_or_came_back_is_looked_at_in_any_case_and_nothing_twice()
    {
        await Desk.PutRulesAsync(TestEngine.Workspace, new QualityRules { Share = 0 });
        var fine = await ResolvedAsync("ana");
        var late = await AskAsync("bo");
        var back = await ResolvedAsync("cy");
        _engine.Advance(TimeSpan.FromHours(20));
        await ResolveAsync(late);
        await AskAsync("cy", "again");

        var (count, cases) = await Desk.SampleAsync(TestEngine.Workspace, 10);

        Assert.Equal(2, count);
        Assert.Equal([(late, SampledBecause.Breach), (back, SampledBecause.CameBack)], cases.Select(c => (c.Line.Id, c.Because)));
        Assert.DoesNotContain(fine, cases.Select(c => c.Line.Id));

        Assert.Null(await Desk.ReviewAsync(TestEngine.Workspace, late, "sue", Good, note: null));
        Assert.Equal([back], (await Desk.SampleAsync(TestEngine.Workspace, 10)).Cases.Select(c => c.Line.Id));
    }

    [Fact]
    public async Task A_review_is_on_the_timeline_and_in_the_figures_of_the_person_and_the_queue()
    {
        var id = await ResolvedAsync("ana");

        Assert.Null(await Desk.ReviewAsync(TestEngine.Workspace, id, "sue", Good, " Well said. "));

        Assert.StartsWith("sue reviewed the work of olga, 4 of 5: Well said:", _engine.Log()[^1].Sentence, StringComparison.Ordinal);
        Assert.Equal(id, _engine.Log()[^1].Handoff);
        var review = Assert.Single(await Desk.ReviewsAsync(TestEngine.Workspace, "olga", 10));
        Assert.Equal((4.0, "Well said.", "sue", 3), (review.Mean, review.Note, review.Reviewer, review.Scores["complete"]));
        var (people, queues) = await Desk.FiguresAsync(TestEngine.Workspace);
        Assert.Equal(("olga", 1, 4.0, (double?)4.0), (people[0].Name, people[0].Count, people[0].Mean, people[0].Weeks[^1]));
        Assert.Equal(["general"], queues.Select(q => q.Name));
        Assert.Empty(await Desk.ReviewsAsync(TestEngine.Workspace, "ben", 10));
    }

    [Fact]
    public async Task Nobody_reviews_their_own_work_an_open_case_or_with_a_score_missing()
    {
        var (mine, open) = (await ResolvedAsync("ana"), await AskAsync("bo"));

        Assert.Contains("yourself", await Desk.ReviewAsync(TestEngine.Workspace, mine, "olga", Good, null), StringComparison.Ordinal);
        Assert.Contains("still open", await Desk.ReviewAsync(TestEngine.Workspace, open, "sue", Good, null), StringComparison.Ordinal);
        Assert.Contains("“Tone” needs a score", await Desk.ReviewAsync(TestEngine.Workspace, mine, "sue", new Dictionary<string, int>(StringComparer.Ordinal) { ["outcome"] = 5, ["tone"] = 6, ["complete"] = 1 }, null), StringComparison.Ordinal);
        Assert.Empty(await Desk.ReviewsAsync(TestEngine.Workspace, null, 10));
    }

    [Fact]
    public async Task A_second_word_of_the_same_reviewer_replaces_the_first()
    {
        var id = await ResolvedAsync("ana");
        await Desk.ReviewAsync(TestEngine.Workspace, id, "sue", Good, "First.");
        await Desk.ReviewAsync(TestEngine.Workspace, id, "sue", Good, "Second.");

        Assert.Equal("Second.", Assert.Single(await Desk.ReviewsAsync(TestEngine.Workspace, null, 10)).Note);
    }

    private async Task<string> ResolvedAsync(string customer)
    {
        var id = await AskAsync(customer);
        await ResolveAsync(id);
        return id;
    }

    private async Task<string> AskAsync(string customer, string id = "first") =>
        (await _engine.SendAsync($"{customer}-{id}", $"email:{customer}@example.com", data: """{"text":"I want to speak to a human, please."}""")).Decision!.Handoffs[0].Id;

    private async Task ResolveAsync(string id) => await _engine.Handoffs.ResolveAsync(TestEngine.Workspace, id, "olga", new Resolution(HandoffOutcome.Answered) { Answer = "Here you are." });
}

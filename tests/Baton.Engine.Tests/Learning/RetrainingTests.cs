using System.Text.Json;
using Baton.Core.Classification;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Learning;
using Baton.Engine.Classification;
using Baton.Engine.Handoffs;
using Baton.Engine.Learning;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Learning;

/// <summary>People's corrections become a version, which is compared with the one in force and decides nothing by itself unless an admin allowed that.</summary>
public sealed class RetrainingTests : IAsyncLifetime
{
    private const string Model = "intents";
    private const string Rules = """
        "routing":[{"id":"refunds","when":{"field":"event.type","op":"eq","value":"message.received"},"classify":{"model":"intents","is":["refund"],"minConfidence":0.95,"else":{"queue":"triage"}},"to":{"queue":"finance"}}]
        """;

    private static readonly Actor Olga = Actor.Person("olga");

    private TestEngine _engine = null!;
    private string _first = "";
    private int _number;

    private ModelRetraining Retraining => _engine.Get<ModelRetraining>();

    private ModelDesk Models => _engine.Get<ModelDesk>();

    public async ValueTask InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        await _engine.PublishAsync(Rules);
        // It knows two things, and takes whatever is about bicycles for one of them.
        await _engine.Get<ModelExamples>().AddAsync(TestEngine.Workspace, Model, [.. Enumerable.Range(0, 100).SelectMany(i => new LabelledText[] { new($"please refund order {i}", "refund"), new($"where is my parcel {i} now", "track") })], ModelExamples.Import, Olga);
        _first = (await EndAsync(async () => (await _engine.Get<ModelTraining>().BeginAsync(TestEngine.Workspace, Model, outOfScope: null, Olga))!)).Version!;
        await Models.PromoteAsync(TestEngine.Workspace, Model, _first, Olga, note: null);
        _engine.Advance(TimeSpan.FromMinutes(1));
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task After_enough_corrections_a_better_version_is_trained_and_suggested_with_its_figures()
    {
        await CorrectAsync(49);
        Assert.Null(await Retraining.LookAsync(TestEngine.Workspace, Model, Actor.Baton));
        await CorrectAsync(151);
        var run = await EndAsync(async () => (await Retraining.LookAsync(TestEngine.Workspace, Model, Actor.Baton))!);

        Assert.True(run.Status == TrainingStatus.Done, run.Fault);
        var card = (await Models.FindAsync(TestEngine.Workspace, Model))!;
        Assert.Equal((_first, 2, 400), (card.InForce, card.Versions.Count, card.Versions[0].Examples + card.Versions[0].HeldOut));
        Assert.True(card.Versions[0].HeldOut > 20);
        var comparison = card.Versions[0].Comparison!;
        Assert.Equal((PairedVerdict.Better, 0), (comparison.Verdict, comparison.Lost));
        var suggestion = Assert.Single(await _engine.Get<Suggestions>().ListAsync(TestEngine.Workspace, SuggestionStatus.Open, SuggestionKind.Model));
        Assert.StartsWith("Version 2 of the model intents has learned from 200 more corrections by olga. On ", suggestion.Sentence, StringComparison.Ordinal);
        Assert.EndsWith("It is better. Put it in force?", suggestion.Sentence, StringComparison.Ordinal);
        Assert.Contains("200 corrections by olga", _engine.Log().Single(r => r.Type == EventTypes.ModelRetrained).Sentence, StringComparison.Ordinal);

        await _engine.Get<SuggestionDesk>().AcceptAsync(TestEngine.Workspace, suggestion.Id, Olga);
        Assert.Equal(run.Version, (await Models.FindAsync(TestEngine.Workspace, Model))!.InForce);
        Assert.Null(await Retraining.LookAsync(TestEngine.Workspace, Model, Actor.Baton, now: true)); // nothing new
    }

    [Fact]
    public async Task A_better_version_is_put_in_force_by_itself_only_where_an_admin_allowed_that()
    {
        Assert.True(await Retraining.SetTermsAsync(TestEngine.Workspace, Model, new LearningTerms(200, Automatic: true), Olga));
        Assert.False(await Retraining.SetTermsAsync(TestEngine.Workspace, "another", new LearningTerms(), Olga));
        await CorrectAsync(200);

        var run = await EndAsync(async () => (await Retraining.LookAsync(TestEngine.Workspace, Model, Actor.Baton))!);

        var card = (await Models.FindAsync(TestEngine.Workspace, Model))!;
        Assert.Equal((run.Version, "baton"), (card.InForce, card.By));
        Assert.Empty(await _engine.Get<Suggestions>().ListAsync(TestEngine.Workspace));
        Assert.Contains("is put in force by itself", _engine.Log().Single(r => r.Type == EventTypes.ModelLearning).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_is_not_better_is_never_put_in_force_by_itself()
    {
        await Retraining.SetTermsAsync(TestEngine.Workspace, Model, new LearningTerms(5, Automatic: true), Olga);
        await CorrectAsync(5);

        await EndAsync(async () => (await Retraining.LookAsync(TestEngine.Workspace, Model, Actor.Baton))!);

        Assert.Equal(_first, (await Models.FindAsync(TestEngine.Workspace, Model))!.InForce);
        Assert.DoesNotContain("Put it in force?", Assert.Single(await _engine.Get<Suggestions>().ListAsync(TestEngine.Workspace)).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_named_after_the_case_is_over_is_learned_too()
    {
        var handoff = await OpenAsync("my bicycle has a flat tyre");
        await _engine.Handoffs.ResolveAsync(TestEngine.Workspace, handoff.Line.Id, "olga", new Resolution(HandoffOutcome.Answered) { Answer = "Come by on Monday, please, and we mend it." });
        var guess = _engine.Get<CaseLabels>().GuessOf(TestEngine.Workspace, handoff)!;

        await _engine.Get<CaseLabels>().LabelAsync(TestEngine.Workspace, handoff.Line.Id, "repair", model: null, isUseful: true, Olga);

        Assert.Equal((Model, true), (guess.Model, guess.WasAsked));
        Assert.Equal(1, await Retraining.WaitingAsync(TestEngine.Workspace, Model));
        Assert.Contains("says that this was about “repair”, and that the answer is useful", _engine.Log()[^1].Sentence, StringComparison.Ordinal);
    }

    private async Task CorrectAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var handoff = await OpenAsync($"my bicycle number {_number} has a flat tyre {_number * 7}");
            var guess = _engine.Get<CaseLabels>().GuessOf(TestEngine.Workspace, handoff)!;
            await _engine.Handoffs.ResolveAsync(TestEngine.Workspace, handoff.Line.Id, "olga", new Resolution(HandoffOutcome.Answered) { Answer = "Done.", Data = CaseLabels.DataOf(handoff, guess, "repair") });
        }
    }

    private async Task<HandoffCase> OpenAsync(string text)
    {
        var number = _number++;
        var turn = await _engine.SendAsync($"m-{number}", $"email:c{number % 7}@example.com", data: JsonSerializer.Serialize(new { text }));
        var handoff = turn.Decision!.Handoffs.Single().Id;
        await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, handoff, "olga");
        return (await _engine.Get<HandoffCases>().ReadAsync(TestEngine.Workspace, handoff, most: 5))!;
    }

    private async Task<TrainingRun> EndAsync(Func<Task<TrainingRun>> begin)
    {
        var training = _engine.Get<ModelTraining>();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(object? sender, EventArgs e)
        {
            if (training.List(TestEngine.Workspace) is [{ IsUnderWay: false }, ..]) ended.TrySetResult();
        }

        training.Changed += Look;
        var run = await begin();
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60));
        training.Changed -= Look;
        return training.Find(TestEngine.Workspace, run.Id)!;
    }
}

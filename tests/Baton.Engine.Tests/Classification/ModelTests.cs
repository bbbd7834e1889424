using Baton.Core.Classification;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Classification;
using Baton.Engine.Handoffs;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Invariants;
using Baton.Engine.Tests.Running;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Tests.Classification;

/// <summary>From examples to decisions, and back from people's corrections to examples.</summary>
public sealed class ModelTests : IAsyncLifetime
{
    private const string Model = "intents";
    private const string Rules = """
        "routing":[{"id":"refunds","when":{"field":"event.type","op":"eq","value":"message.received"},"classify":{"model":"intents","is":["refund"],"minConfidence":0.6,"else":{"queue":"triage"}},"to":{"queue":"finance"}},
                   {"id":"rest","when":{"field":"event.type","op":"eq","value":"message.received"},"to":{"queue":"rest"}}]
        """;

    private static readonly Actor Olga = Actor.Person("olga");

    private TestEngine _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await TestEngine.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_version_decides_from_its_promotion_on_and_everything_is_decided_again_as_it_was()
    {
        await _engine.PublishAsync(Rules);
        var before = await AskAsync("m-1", "please refund my order");
        var first = await TrainedAsync(LittleExamples.Of());
        var trained = await AskAsync("m-2", "please refund my order");
        Assert.True(await PromoteAsync(first));
        var after = await AskAsync("m-3", "please refund my order");
        var second = await TrainedAsync(LittleExamples.Of(refund: "money"));
        await PromoteAsync(second);
        var renamed = await AskAsync("m-4", "please refund my order");
        await PromoteAsync(first, "back");
        var back = await AskAsync("m-5", "where is my parcel");

        Assert.Equal(("triage", null), (before.Queue, before.Guess!.Version));
        Assert.Equal(("triage", null), (trained.Queue, trained.Guess!.Version));
        Assert.Equal(("finance", first, "refund", true), (after.Queue, after.Guess!.Version, after.Guess.Label, after.Guess.IsSure));
        Assert.Equal(("rest", null), (renamed.Queue, renamed.Guess?.Version)); // it is surely about money now, which the rule does not take
        Assert.Equal("rest", back.Queue);
        Assert.NotEqual(first, second);
        var card = (await _engine.Get<ModelDesk>().FindAsync(TestEngine.Workspace, Model))!;
        Assert.Equal((first, "olga", 2), (card.InForce, card.By, card.Versions.Count));
        await ReplayTests.AgreesAsync(_engine);
        Assert.Equal(first, _engine.Get<Configurations>().Of(TestEngine.Workspace).Model(Model)!.Version);
        Assert.Equal("finance", (await AskAsync("m-6", "please refund my order")).Queue);
        Assert.True(_engine.Get<DecisionReplay>().Run(TestEngine.Workspace, _engine.Log().Single(row => row.Id == "m-4").Seq)!.IsSame);
    }

    [Fact]
    public async Task The_same_examples_give_the_same_version_and_none_twice()
    {
        var first = await TrainedAsync(LittleExamples.Of());
        var again = await TrainedAsync([.. LittleExamples.Of().Reverse()]);

        Assert.Equal(first, again);
        var version = Assert.Single((await _engine.Get<ModelDesk>().FindAsync(TestEngine.Workspace, Model))!.Versions);
        Assert.Equal((1, 60), (version.Number, version.Examples));
        Assert.InRange(version.Evaluation.Accuracy, 0.9, 1);
        Assert.NotEmpty(version.Evaluation.Calibration);
        Assert.NotEmpty(version.Evaluation.Curve);
    }

    [Fact]
    public async Task What_a_person_corrects_becomes_an_example_once()
    {
        await _engine.PublishAsync(Rules);
        await _engine.Get<ModelExamples>().AddAsync(TestEngine.Workspace, Model, LittleExamples.Of(), ModelExamples.Import, Olga);
        await _engine.SendAsync("m-1", data: """{"text":"give me back what I paid"}""");
        var handoff = (await _engine.StateAsync()).Handoffs.Single();
        await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, handoff.Id, "olga");
        await _engine.Handoffs.ResolveAsync(TestEngine.Workspace, handoff.Id, "olga", new Resolution(HandoffOutcome.Answered) { Answer = "Done.", Data = System.Text.Json.JsonElement.Parse("""{"label":"refund"}""") });

        var corrections = _engine.Get<ModelCorrections>();
        var (taken, again) = (await corrections.TakeAsync(TestEngine.Workspace, Model), await corrections.TakeAsync(TestEngine.Workspace, Model));

        Assert.Equal((1, 0), (taken, again));
        await using var db = _engine.OpenDb();
        var example = await db.ModelExamples.SingleAsync(x => x.Origin == ModelExamples.Correction);
        Assert.Equal(("give me back what I paid", "refund", "olga"), (example.Text, example.Label, example.Author));
        Assert.Equal(0, await corrections.TakeAsync(TestEngine.Workspace, "another"));
    }

    [Fact]
    public async Task A_text_has_the_label_that_was_given_last()
    {
        var examples = _engine.Get<ModelExamples>();
        var added = await examples.AddAsync(TestEngine.Workspace, Model, [new("hello", "greeting"), new("bye", "greeting"), new("bye", "farewell")], ModelExamples.Import, Olga);
        var changed = await examples.AddAsync(TestEngine.Workspace, Model, [new("hello", "farewell"), new("bye", "farewell"), new("more", "other")], ModelExamples.Import, Olga);

        Assert.Equal((new ExamplesAdded(2, 0, 0), new ExamplesAdded(1, 1, 1)), (added, changed));
        Assert.Equal([new("bye", "farewell"), new("hello", "farewell"), new("more", "other")], (await examples.ReadAsync(TestEngine.Workspace, Model)).OrderBy(x => x.Text, StringComparer.Ordinal));
        await Assert.ThrowsAsync<ArgumentException>(() => examples.AddAsync(TestEngine.Workspace, Model, [new("", "x")], ModelExamples.Import, Olga));
        await Assert.ThrowsAsync<ArgumentException>(() => examples.AddAsync(TestEngine.Workspace, "no/name", [new("a", "x")], ModelExamples.Import, Olga));
    }

    [Fact]
    public async Task Too_little_to_learn_from_is_said_and_makes_no_version()
    {
        await _engine.Get<ModelExamples>().AddAsync(TestEngine.Workspace, Model, [new("hello", "greeting")], ModelExamples.Import, Olga);

        var run = await RunAsync();

        Assert.Equal(TrainingStatus.Failed, run.Status);
        Assert.Contains("at least", run.Fault, StringComparison.Ordinal);
        Assert.Empty((await _engine.Get<ModelDesk>().FindAsync(TestEngine.Workspace, Model))!.Versions);
    }

    [Fact]
    public async Task It_can_be_stopped_on_the_way_and_begun_once_at_a_time()
    {
        await _engine.Get<ModelExamples>().AddAsync(TestEngine.Workspace, Model, LittleExamples.Of(each: 200), ModelExamples.Import, Olga);
        var training = _engine.Get<ModelTraining>();
        var ended = new TaskCompletionSource<TrainingRun>(TaskCreationOptions.RunContinuationsAsynchronously);
        training.Changed += (_, _) =>
        {
            if (training.List(TestEngine.Workspace) is not [var last, ..]) return;
            if (last.IsUnderWay) training.Cancel(TestEngine.Workspace, last.Id);
            else ended.TrySetResult(last);
        };

        var run = await training.BeginAsync(TestEngine.Workspace, Model, outOfScope: null, Olga);

        Assert.Equal(TrainingStatus.Cancelled, (await ended.Task).Status);
        Assert.False(training.Cancel(TestEngine.Workspace, run!.Id));
        Assert.Empty((await _engine.Get<ModelDesk>().FindAsync(TestEngine.Workspace, Model))!.Versions);
        Assert.Null(await training.BeginAsync(TestEngine.Workspace, "unknown", outOfScope: null, Olga));
    }

    [Fact]
    public async Task What_there_is_not_cannot_be_put_in_force_and_what_is_in_force_not_again()
    {
        var version = await TrainedAsync(LittleExamples.Of());

        Assert.Null(await _engine.Get<ModelDesk>().PromoteAsync(TestEngine.Workspace, Model, "0123456789ab", Olga, note: null));
        Assert.Null(await _engine.Get<ModelDesk>().PromoteAsync(TestEngine.Workspace, "another", version, Olga, note: null));
        Assert.True(await _engine.Get<ModelDesk>().PromoteAsync(TestEngine.Workspace, Model, version, Olga, note: null));
        Assert.False(await _engine.Get<ModelDesk>().PromoteAsync(TestEngine.Workspace, Model, version, Olga, note: null));
        Assert.Equal(EventTypes.ModelPromoted, _engine.Log()[^1].Type);
    }

    [Fact]
    public async Task A_message_can_be_tried_with_the_words_that_decided()
    {
        var version = await TrainedAsync(LittleExamples.Of());
        var desk = _engine.Get<ModelDesk>();

        Assert.Null(await desk.TryAsync(TestEngine.Workspace, Model, "please refund it"));
        var tried = (await desk.TryAsync(TestEngine.Workspace, Model, "please refund it", version))!;

        Assert.Equal("refund", tried.Answer.Label);
        Assert.Equal(3, tried.Words.Count);
        Assert.True(tried.Words.Single(word => word.Word == "refund").Weight > 0, string.Join(' ', tried.Words));
        Assert.Null(await desk.TryAsync("elsewhere", Model, "please refund it", version));
    }

    private async Task<bool> PromoteAsync(string version, string? note = null) => await _engine.Get<ModelDesk>().PromoteAsync(TestEngine.Workspace, Model, version, Olga, note) == true;

    private async Task<Core.Routing.Route> AskAsync(string id, string text)
    {
        var turn = await _engine.SendAsync(id, data: $$"""{"text":"{{text}}"}""");
        return turn.Decision!.Route!;
    }

    private async Task<string> TrainedAsync(IReadOnlyList<LabelledText> examples)
    {
        await _engine.Get<ModelExamples>().AddAsync(TestEngine.Workspace, Model, examples, ModelExamples.Import, Olga);
        var run = await RunAsync();
        Assert.True(run.Status == TrainingStatus.Done, run.Fault);
        return run.Version!;
    }

    private async Task<TrainingRun> RunAsync()
    {
        var training = _engine.Get<ModelTraining>();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(object? sender, EventArgs e)
        {
            if (training.List(TestEngine.Workspace) is [{ IsUnderWay: false }, ..]) ended.TrySetResult();
        }

        training.Changed += Look;
        var run = await training.BeginAsync(TestEngine.Workspace, Model, outOfScope: "oos", Olga);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60));
        training.Changed -= Look;
        return training.Find(TestEngine.Workspace, run!.Id)!;
    }
}

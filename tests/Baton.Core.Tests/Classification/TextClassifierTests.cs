using Baton.Core.Classification;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Core.Tests.Classification;

public sealed class TextClassifierTests
{
    private static readonly LabelledText[] FewExamples =
    [
        .. Enumerable.Range(0, 10).SelectMany(number => new LabelledText[]
        {
            new($"please cancel order {number}", "cancel"),
            new($"where is parcel {number} now", "track"),
        }),
    ];

    [Fact]
    public void Real_questions_it_has_not_seen_are_classified_well()
    {
        var result = Evaluation.Measure(TriageCorpus.Classifier, TriageCorpus.HeldOut);

        Assert.True(result.Count > 200);
        Assert.True(result.Accuracy > 0.94, $"{result}");
    }

    [Fact]
    public void Confidence_is_honest_on_questions_it_has_not_seen()
    {
        var result = Evaluation.Measure(TriageCorpus.Classifier, TriageCorpus.HeldOut, threshold: 0.9);

        Assert.True(result.CalibrationError < 0.05, $"{result}");
        Assert.True(result.CoveredAccuracy > 0.97, $"{result}");
        Assert.True(result.Coverage > 0.6, $"{result}");
    }

    [Fact]
    public void The_same_examples_and_seed_give_the_same_classifier()
    {
        var first = TextClassifier.Train(FewExamples, seed: 7);
        var second = TextClassifier.Train(FewExamples, seed: 7);
        var other = TextClassifier.Train(FewExamples, seed: 8);

        Assert.Equal(first.Version, second.Version);
        Assert.NotEqual(first.Version, other.Version);
        Assert.Equal(first.Probabilities("cancel my order"), second.Probabilities("cancel my order"));
    }

    [Fact]
    public void A_loaded_classifier_answers_exactly_as_the_saved_one()
    {
        using var stream = new MemoryStream();
        TriageCorpus.Classifier.Save(stream);
        stream.Position = 0;
        var loaded = TextClassifier.Load(stream);

        Assert.Equal(stream.Length, stream.Position);
        Assert.Equal(TriageCorpus.Classifier.Version, loaded.Version);
        Assert.All(TriageCorpus.HeldOut, example =>
            Assert.Equal(TriageCorpus.Classifier.Probabilities(example.Text), loaded.Probabilities(example.Text)));
    }

    [Fact]
    public void Something_else_than_a_classifier_is_not_loaded()
    {
        using var stream = new MemoryStream("not a classifier"u8.ToArray());

        Assert.Throws<InvalidDataException>(() => TextClassifier.Load(stream));
    }

    [Fact]
    public void Probabilities_of_any_text_sum_to_one_and_the_answer_is_the_highest()
    {
        var classifier = TextClassifier.Train(FewExamples);

        Prop.ForAll<string>(text =>
        {
            var probabilities = classifier.Probabilities(text ?? "");
            var answer = classifier.Classify(text ?? "", alternatives: 1);
            return Math.Abs(probabilities.Sum() - 1) < 1e-5
                && answer.Confidence == probabilities.Max()
                && answer.Alternatives.Single().Confidence <= answer.Confidence;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Many_threads_get_the_same_answers_as_one()
    {
        var texts = TriageCorpus.HeldOut.Select(example => example.Text).ToArray();
        var alone = texts.Select(text => TriageCorpus.Classifier.Classify(text).Confidence).ToArray();

        var together = texts.AsParallel().AsOrdered().Select(text => TriageCorpus.Classifier.Classify(text).Confidence).ToArray();

        Assert.Equal(alone, together);
    }

    [Fact]
    public void Too_little_to_learn_from_is_refused()
    {
        Assert.Throws<ArgumentException>(() => TextClassifier.Train([.. FewExamples.Where(example => example.Label == "track")]));
        Assert.Throws<ArgumentException>(() => TextClassifier.Train(FewExamples, new TrainingOptions { Rate = 0 }));
    }
}

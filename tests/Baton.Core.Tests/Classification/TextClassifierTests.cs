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
    public void Neither_the_order_of_the_examples_nor_how_many_threads_train_changes_the_classifier()
    {
        var first = ClassifierTraining.Train(FewExamples);
        var second = ClassifierTraining.Train([.. FewExamples.Reverse()], new TrainingOptions { Workers = 4 });

        Assert.Equal(first.Classifier.Version, second.Classifier.Version);
        Assert.Equal(first.Evaluation.Accuracy, second.Evaluation.Accuracy);
    }

    [Fact]
    public void Its_own_evaluation_tells_beforehand_how_it_does_on_questions_it_has_not_seen()
    {
        var trained = ClassifierTraining.Train(TriageCorpus.Training);
        var unseen = Evaluation.Measure(trained.Classifier, TriageCorpus.HeldOut);

        Assert.InRange(trained.Evaluation.Accuracy, unseen.Accuracy - 0.04, unseen.Accuracy + 0.04);
        Assert.Equal(trained.Evaluation.Count, trained.Evaluation.Calibration.Sum(bin => bin.Count));
        Assert.Equal(1, trained.Evaluation.Curve[^1].Coverage);
        Assert.True(trained.Evaluation.Curve[0].Accuracy >= trained.Evaluation.Curve[^1].Accuracy);
    }

    [Fact]
    public void Texts_that_belong_to_no_label_are_recognised_when_there_were_examples_of_such()
    {
        LabelledText[] examples = [.. FewExamples, .. Enumerable.Range(0, 10).Select(number => new LabelledText($"tell me a joke about {number}", "oos"))];
        var knowing = TextClassifier.Train(examples, new TrainingOptions { OutOfScope = "oos" });

        Assert.True(knowing.Classify("tell me a joke").IsOutOfScope);
        Assert.False(knowing.Classify("please cancel order 3").IsOutOfScope);
        Assert.False(TextClassifier.Train(examples).Classify("tell me a joke").IsOutOfScope);
    }

    [Fact]
    public void The_words_that_decided_come_first_and_a_text_without_words_has_none()
    {
        var classifier = TextClassifier.Train(FewExamples);

        var words = classifier.Explain("Please CANCEL it");

        Assert.Equal(3, words.Count);
        Assert.Contains(words[0].Word, new[] { "cancel", "please" });
        Assert.True(words[0].Weight >= words[^1].Weight);
        Assert.Empty(classifier.Explain("?!"));
    }

    [Fact]
    public void However_long_a_text_is_a_decision_takes_no_longer_than_its_beginning()
    {
        var classifier = TextClassifier.Train(FewExamples);
        var beginning = string.Concat(Enumerable.Repeat("cancel ", TextClassifier.LongestText));

        Assert.Equal(classifier.Probabilities(beginning[..TextClassifier.LongestText]), classifier.Probabilities(beginning + "where is my parcel"));
    }

    [Fact]
    public void Training_tells_how_far_it_is_and_ends_when_it_is_no_longer_wanted()
    {
        var told = new List<double>();
        ClassifierTraining.Train(FewExamples, progress: told.Add);
        using var stop = new CancellationTokenSource();

        Assert.Equal(told.Order(), told);
        Assert.Equal(1, told[^1]);
        Assert.ThrowsAny<OperationCanceledException>(() => ClassifierTraining.Train(FewExamples, progress: _ => stop.Cancel(), cancel: stop.Token));
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
                && Math.Abs(answer.Confidence - probabilities.Max()) <= 1e-4
                && answer.Confidence is >= 0 and <= 1
                && answer.Alternatives.Single().Confidence <= answer.Confidence
                && answer.Label == classifier.Classify(text ?? "", alternatives: 0).Label;
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
        Assert.Throws<TooLittleToLearnException>(() => TextClassifier.Train([.. FewExamples.Where(example => example.Label == "track")]));
        Assert.Throws<ArgumentException>(() => TextClassifier.Train(FewExamples, new TrainingOptions { Rate = 0 }));
    }
}

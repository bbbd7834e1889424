using Baton.Core.Classification;
using Baton.Engine.Agents.BuiltIn.Triage;
using Baton.Engine.Demo.Corpus;

namespace Baton.Engine.Tests.Agents.BuiltIn.Triage;

public sealed class TriageExamplesTests
{
    private static readonly TextClassifier Classifier = TextClassifier.Train(TriageExamples.Training());

    [Fact]
    public void Triage_knows_its_labels() => Assert.Equal(
        [
            "account", "baggage", "booking", "cancellation", "change", "complaint", "delivery", "disruption", "follow-up", "other", "payment", "product",
            "refund", "return-exchange",
        ],
        Classifier.Labels);

    [Fact]
    public void Requests_it_has_not_seen_are_told_apart_and_strangers_are_recognised()
    {
        var result = Evaluation.Measure(Classifier, TriageExamples.HeldOut(), threshold: 0.5, TriageExamples.Other);

        Assert.True(result.Accuracy > 0.94, $"{result}");
        Assert.True(result.CoveredAccuracy > 0.96, $"{result}");
        Assert.True(result.OutOfScopeRecall > 0.85, $"{result}");
        Assert.True(result.CalibrationError < 0.05, $"{result}");
    }

    [Fact]
    public void What_recorded_customers_say_first_is_understood()
    {
        var labels = FirstTurnLabels();

        var right = CorpusReader.Shared.Conversations.Count(c => labels[c.Id].Contains(Classifier.Classify(c.Turns[0].Text).Label));

        Assert.Equal(labels.Count, CorpusReader.Shared.Conversations.Count);
        Assert.True(right >= 0.88 * labels.Count, $"{right} of {labels.Count}");
    }

    // Labelled by hand; several where several are right.
    private static Dictionary<string, string[]> FirstTurnLabels()
    {
        using var reader = CorpusFile.Open("triage/first-turns.csv");
        return LabelledFile.Read(reader, "conversation", "labels").ToDictionary(row => row.Text, row => row.Label.Split('|'), StringComparer.Ordinal);
    }
}

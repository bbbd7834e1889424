using Baton.Core.Classification;

namespace Baton.Core.Tests.Classification;

public sealed class EvaluationTests
{
    private static readonly TextClassifier Classifier = TextClassifier.Train(
    [
        .. Enumerable.Range(0, 20).SelectMany(number => new LabelledText[]
        {
            new($"please cancel order {number}", "cancel"),
            new($"where is parcel {number} now", "track"),
            new($"tell me joke {number}", "none"),
        }),
    ]);

    [Fact]
    public void Right_and_wrong_answers_are_counted()
    {
        var result = Evaluation.Measure(Classifier, [new("cancel my order", "cancel"), new("where is my parcel", "track"), new("cancel order", "track")], threshold: 0);

        Assert.Equal(3, result.Count);
        Assert.Equal(2 / 3.0, result.Accuracy, 6);
        Assert.Equal(1, result.Coverage);
        Assert.Equal([new Confusion("track", "cancel", 1)], result.Confusions);
    }

    [Fact]
    public void What_belongs_nowhere_is_counted_apart()
    {
        var result = Evaluation.Measure(Classifier, [new("cancel my order", "cancel"), new("tell me a joke", "none"), new("please cancel order 3", "none")], threshold: 0.5, outOfScope: "none");

        Assert.Equal(1, result.Count);
        Assert.Equal(2, result.OutOfScopeCount);
        Assert.Equal(0.5, result.OutOfScopeRecall);
    }
}

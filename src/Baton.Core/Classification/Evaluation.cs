namespace Baton.Core.Classification;

/// <summary>Two labels that a classifier mixes up.</summary>
/// <param name="Expected">The label a person gave.</param>
/// <param name="Given">The label the classifier gave.</param>
/// <param name="Count">How often.</param>
public sealed record Confusion(string Expected, string Given, int Count);

/// <summary>How well a classifier does on texts it has not seen. All shares are from 0 to 1.</summary>
/// <param name="Count">Texts with a label that the classifier knows.</param>
/// <param name="Accuracy">Share of those that got the right label, however unsure.</param>
/// <param name="Coverage">Share of those answered with at least the asked confidence.</param>
/// <param name="CoveredAccuracy">Share of right answers among the covered ones.</param>
/// <param name="CalibrationError">Mean distance between confidence and truth over ten bins, weighed by their size (expected calibration error).</param>
/// <param name="OutOfScopeCount">Texts that belong to no label.</param>
/// <param name="OutOfScopeRecall">Share of those that were recognised: labelled out of scope, or below the asked confidence.</param>
/// <param name="Confusions">The pairs most often mixed up, worst first; ten at most.</param>
public sealed record EvaluationResult(
    int Count,
    double Accuracy,
    double Coverage,
    double CoveredAccuracy,
    double CalibrationError,
    int OutOfScopeCount,
    double OutOfScopeRecall,
    IReadOnlyList<Confusion> Confusions);

/// <summary>Measures a classifier against labelled texts.</summary>
public static class Evaluation
{
    private const int Bins = 10;
    private const int MostConfusions = 10;

    /// <summary>Classifies every text and compares.</summary>
    /// <param name="classifier">What to measure.</param>
    /// <param name="examples">Texts it was not trained on.</param>
    /// <param name="threshold">The confidence from which an answer is taken, from 0 to 1; below it a person or another agent would decide.</param>
    /// <param name="outOfScope">The label of texts that belong to no label, when the data have such.</param>
    public static EvaluationResult Measure(TextClassifier classifier, IReadOnlyList<LabelledText> examples, double threshold = 0.5, string? outOfScope = null)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(examples);
        var answers = examples.Select(example => new Answer(example.Label, classifier.Classify(example.Text, alternatives: 0))).ToArray();
        var inScope = answers.Where(answer => answer.Expected != outOfScope).ToArray();
        var strangers = answers.Where(answer => answer.Expected == outOfScope).ToArray();
        var covered = inScope.Where(answer => answer.Given.Confidence >= threshold && answer.Given.Label != outOfScope).ToArray();
        return new EvaluationResult(
            inScope.Length,
            Share(inScope, answer => answer.IsRight),
            Share(inScope, answer => answer.Given.Confidence >= threshold && answer.Given.Label != outOfScope),
            Share(covered, answer => answer.IsRight),
            CalibrationError(inScope),
            strangers.Length,
            Share(strangers, answer => answer.Given.Label == outOfScope || answer.Given.Confidence < threshold),
            Confused(answers));
    }

    private static double CalibrationError(Answer[] answers) => answers
        .GroupBy(answer => Math.Min(Bins - 1, (int)(answer.Given.Confidence * Bins)))
        .Sum(bin => Math.Abs(bin.Sum(answer => (answer.IsRight ? 1 : 0) - answer.Given.Confidence)) / answers.Length);

    private static Confusion[] Confused(Answer[] answers) =>
    [
        .. answers.Where(answer => !answer.IsRight)
            .GroupBy(answer => (answer.Expected, answer.Given.Label))
            .Select(pair => new Confusion(pair.Key.Expected, pair.Key.Label, pair.Count()))
            .OrderByDescending(confusion => confusion.Count)
            .ThenBy(confusion => confusion.Expected, StringComparer.Ordinal)
            .ThenBy(confusion => confusion.Given, StringComparer.Ordinal)
            .Take(MostConfusions),
    ];

    private static double Share(Answer[] answers, Func<Answer, bool> counts) =>
        answers.Length == 0 ? 0 : (double)answers.Count(counts) / answers.Length;

    private sealed record Answer(string Expected, Classified Given)
    {
        public bool IsRight => Expected == Given.Label;
    }
}

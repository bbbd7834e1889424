namespace Baton.Core.Classification;

/// <summary>Measures answers against the labels that people gave.</summary>
public static class Evaluation
{
    private const int Bins = 10;
    private const int Steps = 20;
    private const int MostConfusions = 30;

    /// <summary>Classifies every text and compares.</summary>
    /// <param name="classifier">What to measure.</param>
    /// <param name="examples">Texts it was not trained on.</param>
    /// <param name="threshold">The confidence from which an answer is taken, from 0 to 1; below it a person or another agent would decide.</param>
    /// <param name="outOfScope">The label of texts that belong to no label, when the data have such.</param>
    public static EvaluationResult Measure(TextClassifier classifier, IReadOnlyList<LabelledText> examples, double threshold = 0.5, string? outOfScope = null)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(examples);
        return Of([.. examples.Select(example => new JudgedAnswer(example.Label, classifier.Classify(example.Text, alternatives: 0)))], threshold, outOfScope);
    }

    /// <summary>Compares answers that were given.</summary>
    internal static EvaluationResult Of(IReadOnlyList<JudgedAnswer> answers, double threshold, string? outOfScope)
    {
        var inScope = answers.Where(answer => answer.Expected != outOfScope).ToArray();
        var strangers = answers.Where(answer => answer.Expected == outOfScope).ToArray();
        var covered = inScope.Where(answer => answer.IsTaken(threshold, outOfScope)).ToArray();
        return new EvaluationResult(
            inScope.Length,
            Share(inScope, answer => answer.IsRight),
            Share(inScope, answer => answer.IsTaken(threshold, outOfScope)),
            Share(covered, answer => answer.IsRight),
            CalibrationError(inScope),
            strangers.Length,
            Share(strangers, answer => !answer.IsTaken(threshold, outOfScope)),
            Confused(answers))
        {
            Calibration = Calibrated(inScope),
            Curve = Coverage(inScope),
        };
    }

    private static double CalibrationError(JudgedAnswer[] answers) => answers
        .GroupBy(answer => BinOf(answer.Given.Confidence))
        .Sum(bin => Math.Abs(bin.Sum(answer => (answer.IsRight ? 1 : 0) - answer.Given.Confidence)) / answers.Length);

    private static CalibrationBin[] Calibrated(JudgedAnswer[] answers) =>
    [
        .. answers.GroupBy(answer => BinOf(answer.Given.Confidence)).OrderBy(bin => bin.Key)
            .Select(bin => new CalibrationBin(Rounded(bin.Key / (double)Bins), Rounded((bin.Key + 1) / (double)Bins), bin.Count(), Rounded(bin.Average(answer => answer.Given.Confidence)), Rounded(bin.Average(answer => answer.IsRight ? 1.0 : 0)))),
    ];

    // The surest first: of so many of them, so many were right.
    private static CoveragePoint[] Coverage(JudgedAnswer[] answers)
    {
        var surest = answers.OrderByDescending(answer => answer.Given.Confidence).ThenBy(answer => answer.IsRight).ToArray();
        var points = new List<CoveragePoint>();
        for (var step = 1; step <= Steps; step++)
        {
            var count = surest.Length * step / Steps;
            if (count > 0) points.Add(new CoveragePoint(Rounded((double)count / surest.Length), Rounded(Share(surest[..count], answer => answer.IsRight)), Rounded(surest[count - 1].Given.Confidence)));
        }

        return [.. points.DistinctBy(point => point.Coverage)];
    }

    private static Confusion[] Confused(IEnumerable<JudgedAnswer> answers) =>
    [
        .. answers.Where(answer => !answer.IsRight)
            .GroupBy(answer => (answer.Expected, answer.Given.Label))
            .Select(pair => new Confusion(pair.Key.Expected, pair.Key.Label, pair.Count()))
            .OrderByDescending(confusion => confusion.Count)
            .ThenBy(confusion => confusion.Expected, StringComparer.Ordinal)
            .ThenBy(confusion => confusion.Given, StringComparer.Ordinal)
            .Take(MostConfusions),
    ];

    private static int BinOf(double confidence) => Math.Min(Bins - 1, (int)(confidence * Bins));

    private static double Rounded(double value) => Math.Round(value, 4);

    private static double Share(JudgedAnswer[] answers, Func<JudgedAnswer, bool> counts) =>
        answers.Length == 0 ? 0 : (double)answers.Count(counts) / answers.Length;
}

/// <summary>An answer beside the label that a person gave.</summary>
internal sealed record JudgedAnswer(string Expected, Classified Given)
{
    public bool IsRight => Expected == Given.Label;

    public bool IsTaken(double threshold, string? outOfScope) => Given.Confidence >= threshold && !Given.IsOutOfScope && Given.Label != outOfScope;
}

namespace Baton.Core.Classification;

/// <summary>Two labels that a classifier mixes up.</summary>
/// <param name="Expected">The label a person gave.</param>
/// <param name="Given">The label the classifier gave.</param>
/// <param name="Count">How often.</param>
public sealed record Confusion(string Expected, string Given, int Count);

/// <summary>The answers of about one confidence.</summary>
/// <param name="From">The lowest confidence that belongs here.</param>
/// <param name="To">The confidence from which on the next begins.</param>
/// <param name="Count">How many answers.</param>
/// <param name="Confidence">How sure they were on average.</param>
/// <param name="Accuracy">The share of them that was right; an honest classifier is as sure as it is right.</param>
public sealed record CalibrationBin(double From, double To, int Count, double Confidence, double Accuracy);

/// <summary>What it means to take only the surest answers.</summary>
/// <param name="Coverage">The share that is taken.</param>
/// <param name="Accuracy">The share of right ones among those.</param>
/// <param name="Confidence">The lowest confidence among those.</param>
public sealed record CoveragePoint(double Coverage, double Accuracy, double Confidence);

/// <summary>How well a classifier does on texts it has not seen. All shares are from 0 to 1.</summary>
/// <param name="Count">Texts with a label that the classifier knows.</param>
/// <param name="Accuracy">Share of those that got the right label, however unsure.</param>
/// <param name="Coverage">Share of those answered with at least the asked confidence.</param>
/// <param name="CoveredAccuracy">Share of right answers among the covered ones.</param>
/// <param name="CalibrationError">Mean distance between confidence and truth over ten bins, weighed by their size (expected calibration error).</param>
/// <param name="OutOfScopeCount">Texts that belong to no label.</param>
/// <param name="OutOfScopeRecall">Share of those that were recognised: labelled out of scope, or below the asked confidence.</param>
/// <param name="Confusions">The pairs most often mixed up, worst first; thirty at most.</param>
public sealed record EvaluationResult(
    int Count,
    double Accuracy,
    double Coverage,
    double CoveredAccuracy,
    double CalibrationError,
    int OutOfScopeCount,
    double OutOfScopeRecall,
    IReadOnlyList<Confusion> Confusions)
{
    /// <summary>How sure the answers were and how many of them were right, by tenths of confidence; those without answers are missing.</summary>
    public IReadOnlyList<CalibrationBin> Calibration { get; init; } = [];

    /// <summary>Accuracy of the surest answers, by twentieths of all.</summary>
    public IReadOnlyList<CoveragePoint> Curve { get; init; } = [];
}

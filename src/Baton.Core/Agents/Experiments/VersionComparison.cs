using System.Globalization;

namespace Baton.Core.Agents.Experiments;

/// <summary>How clearly one version does better.</summary>
public enum ExperimentVerdict
{
    /// <summary>Too few tasks are finished to say anything.</summary>
    TooEarly,

    /// <summary>Nothing speaks clearly for either.</summary>
    NoClearDifference,

    /// <summary>Something is clearly better about the candidate, and nothing clearly worse.</summary>
    Better,

    /// <summary>Something is clearly worse about the candidate, and nothing clearly better.</summary>
    Worse,

    /// <summary>Some things are clearly better and others clearly worse.</summary>
    Mixed,
}

/// <summary>A version that is tried beside the one in force, over the same time.</summary>
public sealed record VersionComparison
{
    /// <summary>With fewer tasks of either nothing is concluded.</summary>
    public const int LeastTasks = 30;

    private VersionComparison(VersionFigures current, VersionFigures candidate) => (Current, Candidate) = (current, candidate);

    /// <summary>The version in force.</summary>
    public VersionFigures Current { get; }

    /// <summary>The version that is tried.</summary>
    public VersionFigures Candidate { get; }

    /// <summary>The share of tasks with success.</summary>
    public Difference? Success { get; private init; }

    /// <summary>The share of tasks given to people.</summary>
    public Difference? ToPerson { get; private init; }

    /// <summary>Confidence, 0 to 1.</summary>
    public Difference? Confidence { get; private init; }

    /// <summary>Money a task.</summary>
    public Difference? Cost { get; private init; }

    /// <summary>Milliseconds a task.</summary>
    public Difference? TookMs { get; private init; }

    /// <summary>What can be concluded.</summary>
    public ExperimentVerdict Verdict { get; private init; }

    /// <summary>The same in plain words.</summary>
    public string Sentence { get; private init; } = "";

    /// <summary>Compares.</summary>
    /// <remarks>Each interval is for itself: who looks at five figures again and again will now and then see a clear difference that is none. The sentence is advice, nothing follows from it by itself.</remarks>
    public static VersionComparison Of(VersionFigures current, VersionFigures candidate)
    {
        var comparison = new VersionComparison(current, candidate)
        {
            Success = Difference.OfShares(candidate.Succeeded, candidate.Tasks, current.Succeeded, current.Tasks),
            ToPerson = Difference.OfShares(candidate.ToPerson, candidate.Tasks, current.ToPerson, current.Tasks),
            Confidence = Difference.OfAverages(candidate.Confidence, current.Confidence),
            Cost = Difference.OfAverages(candidate.Cost, current.Cost),
            TookMs = Difference.OfAverages(candidate.TookMs, current.TookMs),
        };
        if (Math.Min(current.Tasks, candidate.Tasks) < LeastTasks)
        {
            return comparison with { Verdict = ExperimentVerdict.TooEarly, Sentence = $"Too early to say: {Tasks(candidate.Tasks)} of the version that is tried and {Tasks(current.Tasks)} of the one in force are finished; {LeastTasks} of each are wanted." };
        }

        var (better, worse) = (comparison.Points(wanted: true), comparison.Points(wanted: false));
        var verdict = (better.Count, worse.Count) switch
        {
            (0, 0) => ExperimentVerdict.NoClearDifference,
            ( > 0, 0) => ExperimentVerdict.Better,
            (0, > 0) => ExperimentVerdict.Worse,
            _ => ExperimentVerdict.Mixed,
        };
        return comparison with
        {
            Verdict = verdict,
            Sentence = verdict switch
            {
                ExperimentVerdict.NoClearDifference => $"No clear difference after {Tasks(candidate.Tasks)}: what is seen may be chance.",
                ExperimentVerdict.Better => $"The version that is tried is better: {string.Join(", ", better)}. Nothing is clearly worse.",
                ExperimentVerdict.Worse => $"The version that is tried is worse: {string.Join(", ", worse)}. Nothing is clearly better.",
                _ => $"The version that is tried is better in one way and worse in another: {string.Join(", ", better)}; but {string.Join(", ", worse)}.",
            },
        };
    }

    private List<string> Points(bool wanted)
    {
        var points = new List<string>();
        Add(Success, moreIsBetter: true, d => $"{Share(d)} succeed");
        Add(ToPerson, moreIsBetter: false, d => $"{Share(d)} come to people");
        Add(Cost, moreIsBetter: false, d => string.Create(CultureInfo.InvariantCulture, $"a task costs {Math.Abs(d.By):0.####} {(d.By < 0 ? "less" : "more")}"));
        Add(TookMs, moreIsBetter: false, d => string.Create(CultureInfo.InvariantCulture, $"a task takes {Math.Abs(d.By):0} ms {(d.By < 0 ? "less" : "longer")}"));
        return points;

        void Add(Difference? difference, bool moreIsBetter, Func<Difference, string> say)
        {
            if (difference is { IsClear: true } clear && clear.By > 0 == moreIsBetter == wanted) points.Add(say(clear));
        }
    }

    private static string Share(Difference d) => string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(d.By) * 100:0.#} percentage points {(d.By < 0 ? "fewer" : "more")} (95 %: {d.Low * 100:0.#} to {d.High * 100:0.#})");

    private static string Tasks(int count) => count == 1 ? "1 task" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} tasks");
}

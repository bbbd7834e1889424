namespace Baton.Core.Agents.Experiments;

/// <summary>A finished task, as comparing versions needs it.</summary>
/// <param name="Succeeded">It ended with success.</param>
/// <param name="ToPerson">It was given to a person: for review, for want of information, or too unsure.</param>
/// <param name="Confidence">0 to 1; null when the agent did not say.</param>
/// <param name="Cost">Money, in the workspace's currency.</param>
/// <param name="TookMs">How long it took, in milliseconds; null when nothing says so.</param>
public sealed record FinishedWork(bool Succeeded, bool ToPerson, double? Confidence, double Cost, double? TookMs);

/// <summary>How one version did over its finished tasks.</summary>
/// <param name="Tasks">How many.</param>
/// <param name="Succeeded">Of those, with success.</param>
/// <param name="ToPerson">Of those, given to a person.</param>
/// <param name="Confidence">Of those that say so.</param>
/// <param name="Cost">Money a task.</param>
/// <param name="TookMs">Milliseconds a task.</param>
public sealed record VersionFigures(int Tasks, int Succeeded, int ToPerson, Average Confidence, Average Cost, Average TookMs)
{
    /// <summary>The figures of some tasks.</summary>
    public static VersionFigures Of(IReadOnlyCollection<FinishedWork> work) => new(
        work.Count,
        work.Count(w => w.Succeeded),
        work.Count(w => w.ToPerson),
        Average.Of(work.Select(w => w.Confidence).OfType<double>()),
        Average.Of(work.Select(w => w.Cost)),
        Average.Of(work.Select(w => w.TookMs).OfType<double>()));
}

/// <summary>An average, with how far single values lie from it.</summary>
/// <param name="Count">Values.</param>
/// <param name="Mean">Their average; 0 when there are none.</param>
/// <param name="Variance">Their sample variance; 0 for fewer than two.</param>
public sealed record Average(int Count, double Mean, double Variance)
{
    /// <summary>Of some values (Welford's method, Technometrics 4, 1962: exact also where values are large and alike).</summary>
    public static Average Of(IEnumerable<double> values)
    {
        var (count, mean, squares) = (0, 0.0, 0.0);
        foreach (var value in values)
        {
            var apart = value - mean;
            mean += apart / ++count;
            squares += apart * (value - mean);
        }

        return new Average(count, mean, count < 2 ? 0 : squares / (count - 1));
    }
}

namespace Baton.Core.Agents.Experiments;

/// <summary>By how much the candidate's figure differs from that of the version in force, with the interval in which the true difference lies 95 times of 100.</summary>
/// <param name="By">Candidate minus version in force.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">The interval's upper end.</param>
public sealed record Difference(double By, double Low, double High)
{
    private const double Z = 1.959964; // 95 %, two-sided

    /// <summary>Whether it is more than chance would explain.</summary>
    public bool IsClear => Low > 0 || High < 0;

    /// <summary>Of two shares, by Newcombe's hybrid score method (Statistics in Medicine 17, 1998, method 10), which holds for few tasks and shares near 0 and 1 too; null when a group is empty.</summary>
    public static Difference? OfShares(int candidate, int ofCandidate, int current, int ofCurrent)
    {
        if (ofCandidate == 0 || ofCurrent == 0) return null;
        var (p, l, u) = Wilson(candidate, ofCandidate);
        var (q, m, v) = Wilson(current, ofCurrent);
        return new Difference(p - q, p - q - Math.Sqrt((p - l) * (p - l) + (v - q) * (v - q)), p - q + Math.Sqrt((u - p) * (u - p) + (q - m) * (q - m)));
    }

    /// <summary>Of two averages, by Welch's standard error (Biometrika 34, 1947) and the normal distribution; null with fewer than 30 values in a group, where that would be too sure.</summary>
    public static Difference? OfAverages(Average candidate, Average current)
    {
        if (candidate.Count < 30 || current.Count < 30) return null;
        var (by, reach) = (candidate.Mean - current.Mean, Z * Math.Sqrt(candidate.Variance / candidate.Count + current.Variance / current.Count));
        return new Difference(by, by - reach, by + reach);
    }

    // Wilson's score interval (Journal of the American Statistical Association 22, 1927).
    private static (double Share, double Low, double High) Wilson(int hits, int of)
    {
        var (p, n) = ((double)hits / of, (double)of);
        var middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        var reach = Z / (1 + Z * Z / n) * Math.Sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return (p, Math.Max(0, middle - reach), Math.Min(1, middle + reach));
    }
}

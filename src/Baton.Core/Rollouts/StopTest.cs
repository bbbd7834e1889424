using System.Globalization;

namespace Baton.Core.Rollouts;

/// <summary>
/// Whether what is tried suppresses or escalates more often than its limit allows, or may be so by chance. A one-sided test on two proportions against a margin
/// (Blackwelder, "Proving the null hypothesis" in clinical trials, Controlled Clinical Trials 3, 1982; for a ratio as in Farrington and Manning, Statistics in
/// Medicine 9, 1990), with one success and one failure added to each group, so that it holds for few decisions too (Agresti and Caffo, The American Statistician 54, 2000).
/// </summary>
/// <remarks>
/// Looked at again and again, an even rollout would be stopped by chance sooner or later. So the k-th look is allowed an error of α / (k (k + 1)): all of them
/// together, however many there are and however they depend on each other, stop one that is at its limit at most α of the time (Boole's inequality).
/// Decisions are taken as independent of each other; those of one customer are not quite.
/// </remarks>
public static class StopTest
{
    /// <summary>How often a rollout that keeps to its limit is stopped all the same, at most.</summary>
    public const double Error = 0.01;

    /// <summary>The number of the look that so many decisions allow: none before the first, from 1.</summary>
    public static long Look(StopLimit limit, GroupCounts canary) => canary.Decisions / limit.Decisions;

    /// <summary>Why it has to stop, in one sentence; null when it need not.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="canary">Those who try it.</param>
    /// <param name="rest">All others.</param>
    /// <param name="look">The number of this look, from 1.</param>
    public static string? Judge(StopLimit limit, GroupCounts canary, GroupCounts rest, long look)
    {
        if (look < 1 || rest.Decisions == 0) return null;
        var error = Error / ((double)look * (look + 1));
        if (limit is { Times: not null, Points: not null }) error /= 2; // two questions at each look
        var (tried, others) = (Estimate(canary), Estimate(rest));
        if (limit.Times is { } times && Tail(tried.Rate - times * others.Rate, tried.Variance + times * times * others.Variance) < error) return Reason(canary, rest, Multiple(times));
        if (limit.Points is { } points && Tail(tried.Rate - others.Rate - points / 100, tried.Variance + others.Variance) < error) return Reason(canary, rest, string.Create(CultureInfo.InvariantCulture, $"{points:0.##} percentage points above that"));
        return null;
    }

    private static (double Rate, double Variance) Estimate(GroupCounts group)
    {
        var rate = (group.Stopped + 1.0) / (group.Decisions + 2.0);
        return (rate, rate * (1 - rate) / (group.Decisions + 2.0));
    }

    // The upper tail of the normal distribution, bounded from above (Sampford, Annals of Mathematical Statistics 24, 1953): never more eager than the exact one.
    private static double Tail(double excess, double variance)
    {
        var z = excess / Math.Sqrt(variance);
        return z <= 0 ? 1 : 4 / (3 * z + Math.Sqrt(z * z + 8)) * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
    }

    private static string Multiple(double times) => times == 1 ? "no more than that" : string.Create(CultureInfo.InvariantCulture, $"{times:0.##} times that");

    private static string Reason(GroupCounts canary, GroupCounts rest, string limit) =>
        $"{Share(canary)} were suppressed or escalated, of the rest {Share(rest)}; the limit was {limit}";

    private static string Share(GroupCounts group) => string.Create(CultureInfo.InvariantCulture, $"{group.Stopped:N0} of {group.Decisions:N0} ({group.Rate * 100:0.#} %)");
}

using Baton.Core.Timeline;

namespace Baton.Engine.Jobs;

/// <summary>When a job runs.</summary>
/// <param name="Every">From the beginning of one run to the next; above zero.</param>
/// <param name="InAppTime">
/// Whether the time between runs passes on the app's clock, as for everything that customers notice, and not on the machine's, as for upkeep.
/// It differs only with the demo and in tests: such a job runs more often when the clock runs faster, and not at all while it stands still.
/// </param>
public sealed record Schedule(TimeSpan Every, bool InAppTime = false)
{
    /// <summary>However fast the app's clock runs, a job begins at most this often, in real time.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>In words: <c>every 10 min</c>, <c>every hour</c>.</summary>
    public override string ToString() => Every.Ticks switch
    {
        TimeSpan.TicksPerMinute => "every minute",
        TimeSpan.TicksPerHour => "every hour",
        TimeSpan.TicksPerDay => "every day",
        _ => $"every {Spans.Of(Every)}",
    };

    /// <summary>The real time between runs while that many seconds of the app's clock pass in a second; null while it stands still.</summary>
    public TimeSpan? Interval(double rate)
    {
        if (!InAppTime) return Every;
        if (rate <= 0) return null;
        return Longer(Every / rate, Shortest);
    }

    /// <summary>The real time from now until it is due; null while its clock stands still. A job that is overdue, or never ran, is due at once.</summary>
    /// <param name="last">When its last run began, by the app's clock.</param>
    /// <param name="now">Now, by the app's clock.</param>
    /// <param name="rate">Seconds of the app's clock in a real second.</param>
    public TimeSpan? DueIn(DateTimeOffset? last, DateTimeOffset now, double rate)
    {
        if (Interval(rate) is not { } interval) return null;
        if (last is not { } began) return TimeSpan.Zero;
        var left = (began + Every - now) / (rate > 0 ? rate : 1);
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < interval ? left : interval;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

using Baton.Engine.Clocks;

namespace Baton.Engine.Handoffs.Wall;

/// <summary>The figures of some handoffs: of a queue, of a person, of all.</summary>
public sealed record WallLine
{
    /// <summary>Of whom or what; empty for all.</summary>
    public required string Name { get; init; }

    /// <summary>Wait for a person now.</summary>
    public int Waiting { get; init; }

    /// <summary>Of those, past their time.</summary>
    public int Late { get; init; }

    /// <summary>Are with a person now.</summary>
    public int Claimed { get; init; }

    /// <summary>Are put aside now.</summary>
    public int Asleep { get; init; }

    /// <summary>When the one was opened that waits longest; null when none waits.</summary>
    public DateTimeOffset? Oldest { get; init; }

    /// <summary>Opened in the time.</summary>
    public int Opened { get; init; }

    /// <summary>Ended in the time.</summary>
    public int Resolved { get; init; }

    /// <summary>Should have been taken in the time.</summary>
    public int Measured { get; init; }

    /// <summary>Of those, taken by then.</summary>
    public int InTime { get; init; }

    /// <summary>Of those, not taken by then.</summary>
    public int Missed { get; init; }

    /// <summary>Ended in the time, and the customer was with people again within three days.</summary>
    public int Back { get; init; }

    /// <summary>The share taken in time; null when none should have been.</summary>
    public double? ServiceLevel => Measured == 0 ? null : (double)InTime / Measured;

    /// <summary>How long half of those that ended in the time had waited at most.</summary>
    public TimeSpan? WaitMedian { get; init; }

    /// <summary>How long 95 of 100 of those had waited at most.</summary>
    public TimeSpan? WaitMost { get; init; }

    /// <summary>How long half of those were with a person at most.</summary>
    public TimeSpan? HandleMedian { get; init; }

    /// <summary>How long 95 of 100 of those were with a person at most.</summary>
    public TimeSpan? HandleMost { get; init; }

    internal static WallLine Of(string name, IReadOnlyCollection<WallCase> cases, WallTime time, IReadOnlySet<string> back)
    {
        List<long> waits = [], handled = [];
        int waiting = 0, late = 0, claimed = 0, asleep = 0, opened = 0, resolved = 0, inTime = 0, missed = 0, returned = 0;
        var oldest = long.MaxValue;
        foreach (var c in cases)
        {
            if (time.Has(WallSet.Waiting, c))
            {
                waiting++;
                oldest = Math.Min(oldest, c.Opened);
            }

            if (time.Has(WallSet.Late, c)) late++;
            if (time.Has(WallSet.Claimed, c)) claimed++;
            if (time.Has(WallSet.Asleep, c)) asleep++;
            if (time.Has(WallSet.Opened, c)) opened++;
            if (time.Has(WallSet.InTime, c)) inTime++;
            if (time.Has(WallSet.Missed, c)) missed++;
            if (!time.Has(WallSet.Resolved, c)) continue;
            resolved++;
            if (back.Contains(c.Id)) returned++;
            if (c.Wait is { } wait) waits.Add(wait);
            if (c.Handled is { } took) handled.Add(took);
        }

        waits.Sort();
        handled.Sort();
        return new WallLine
        {
            Name = name,
            Waiting = waiting,
            Late = late,
            Claimed = claimed,
            Asleep = asleep,
            Oldest = waiting == 0 ? null : oldest.ToTime(),
            Opened = opened,
            Resolved = resolved,
            Measured = inTime + missed,
            InTime = inTime,
            Missed = missed,
            Back = returned,
            WaitMedian = Quantile(waits, 0.5),
            WaitMost = Quantile(waits, 0.95),
            HandleMedian = Quantile(handled, 0.5),
            HandleMost = Quantile(handled, 0.95),
        };
    }

    // The nearest rank: a time that really was.
    private static TimeSpan? Quantile(List<long> sorted, double share) =>
        sorted.Count == 0 ? null : TimeSpan.FromMilliseconds(Math.Max(0, sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * share) - 1)]));
}

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

    /// <summary>The customer should have had a first answer in the time, and had it.</summary>
    public int AnsweredInTime { get; init; }

    /// <summary>The customer should have had a first answer in the time, and had none.</summary>
    public int AnswerMissed { get; init; }

    /// <summary>Should have ended in the time, and did.</summary>
    public int ResolvedInTime { get; init; }

    /// <summary>Should have ended in the time, and did not.</summary>
    public int ResolveMissed { get; init; }

    /// <summary>Opened in the time, and a clock ran out.</summary>
    public int Breached { get; init; }

    /// <summary>Ended in the time, and the customer was with people again within three days.</summary>
    public int Back { get; init; }

    /// <summary>The share taken in time; null when none should have been.</summary>
    public double? ServiceLevel => Share(InTime, Missed);

    /// <summary>The share first answered in time; null when no answer was due.</summary>
    public double? AnswerLevel => Share(AnsweredInTime, AnswerMissed);

    /// <summary>The share that ended in time; null when none was due.</summary>
    public double? ResolveLevel => Share(ResolvedInTime, ResolveMissed);

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
        var counts = new int[Enum.GetValues<WallSet>().Length];
        var oldest = long.MaxValue;
        foreach (var c in cases)
        {
            for (var set = 0; set < counts.Length; set++) if (time.Has((WallSet)set, c)) counts[set]++;
            if (time.Has(WallSet.Waiting, c)) oldest = Math.Min(oldest, c.Opened);
            if (!time.Has(WallSet.Resolved, c)) continue;
            if (back.Contains(c.Id)) counts[(int)WallSet.Back]++;
            if (c.Wait is { } wait) waits.Add(wait);
            if (c.Handled is { } took) handled.Add(took);
        }

        waits.Sort();
        handled.Sort();
        return new WallLine
        {
            Name = name,
            Waiting = Count(WallSet.Waiting),
            Late = Count(WallSet.Late),
            Claimed = Count(WallSet.Claimed),
            Asleep = Count(WallSet.Asleep),
            Oldest = oldest == long.MaxValue ? null : oldest.ToTime(),
            Opened = Count(WallSet.Opened),
            Resolved = Count(WallSet.Resolved),
            Measured = Count(WallSet.Measured),
            InTime = Count(WallSet.InTime),
            Missed = Count(WallSet.Missed),
            AnsweredInTime = Count(WallSet.AnsweredInTime),
            AnswerMissed = Count(WallSet.AnswerMissed),
            ResolvedInTime = Count(WallSet.ResolvedInTime),
            ResolveMissed = Count(WallSet.ResolveMissed),
            Breached = Count(WallSet.Breached),
            Back = Count(WallSet.Back),
            WaitMedian = Quantile(waits, 0.5),
            WaitMost = Quantile(waits, 0.95),
            HandleMedian = Quantile(handled, 0.5),
            HandleMost = Quantile(handled, 0.95),
        };

        int Count(WallSet set) => counts[(int)set];
    }

    private static double? Share(int kept, int missed) => kept + missed == 0 ? null : (double)kept / (kept + missed);

    // The nearest rank: a time that really was.
    private static TimeSpan? Quantile(List<long> sorted, double share) =>
        sorted.Count == 0 ? null : TimeSpan.FromMilliseconds(Math.Max(0, sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * share) - 1)]));
}

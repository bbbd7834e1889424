using Baton.Core.Policies;

namespace Baton.Core.Handoffs.Hours;

/// <summary>Counts in working hours: the stretches worked, as instants, one after the other.</summary>
internal static class WorkingTime
{
    /// <summary>How far is looked for a time at which people work.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(731);

    private static readonly DateTimeOffset Earliest = DateTimeOffset.MinValue + TimeSpan.FromDays(3);
    private static readonly DateTimeOffset Latest = DateTimeOffset.MaxValue - TimeSpan.FromDays(3);

    public static bool IsOpen(WorkingHours hours, DateTimeOffset at) => Stretches(hours, at, at.AddTicks(1)).Any();

    public static DateTimeOffset? NextOpening(WorkingHours hours, DateTimeOffset at)
    {
        foreach (var (from, _) in Stretches(hours, at, at + Horizon)) return from;
        return null;
    }

    public static DateTimeOffset Add(WorkingHours hours, DateTimeOffset start, TimeSpan duration)
    {
        if (duration <= TimeSpan.Zero) return start.ToUniversalTime();
        var left = duration;
        foreach (var (from, to) in Stretches(hours, start, start + Horizon))
        {
            if (to - from >= left) return from + left;
            left -= to - from;
        }

        return start.ToUniversalTime() + duration;
    }

    public static TimeSpan Between(WorkingHours hours, DateTimeOffset from, DateTimeOffset to) =>
        to <= from ? TimeSpan.Zero : Stretches(hours, from, to).Aggregate(TimeSpan.Zero, (sum, stretch) => sum + (stretch.To - stretch.From));

    /// <summary>What is worked between two instants, in order, cut to them.</summary>
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Stretches(WorkingHours hours, DateTimeOffset from, DateTimeOffset to)
    {
        (from, to) = (Within(from), Within(to));
        var zone = WallClock.Zone(hours.TimeZone);
        var (first, last) = (DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime).AddDays(-1), DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(to, zone).DateTime));
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            var open = Of(hours, date);
            if (open.Count == 0) continue;
            foreach (var piece in Pieces(date, zone))
            {
                foreach (var (begins, ends) in open)
                {
                    var (start, end) = (Latter(Latter(new DateTimeOffset(begins, TimeSpan.Zero) - piece.Offset, piece.From), from), Former(Former(new DateTimeOffset(ends, TimeSpan.Zero) - piece.Offset, piece.To), to));
                    if (start < end) yield return (start, end);
                }
            }
        }
    }

    private static DateTimeOffset Latter(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Former(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Within(DateTimeOffset at) => (at < Earliest ? Earliest : at > Latest ? Latest : at).ToUniversalTime();

    // The hours of one date on the wall clock, merged, without its holidays.
    private static List<(DateTime From, DateTime To)> Of(WorkingHours hours, DateOnly date)
    {
        var merged = new List<(DateTime From, DateTime To)>();
        foreach (var (from, to) in hours.Weekly.Where(o => o.Day == date.DayOfWeek).Select(o => (From: At(date, o.From), To: End(date, o.To))).Where(o => o.From < o.To).OrderBy(o => o.From))
        {
            if (merged.Count > 0 && merged[^1].To >= from) merged[^1] = (merged[^1].From, to > merged[^1].To ? to : merged[^1].To);
            else merged.Add((from, to));
        }

        IEnumerable<(DateTime From, DateTime To)> open = merged;
        foreach (var off in hours.Holidays.Where(h => h.Date == date)) open = open.SelectMany(one => Without(one, At(date, off.From ?? TimeOnly.MinValue), End(date, off.To ?? TimeOnly.MinValue)));
        return [.. open.Where(one => one.From < one.To)];
    }

    private static IEnumerable<(DateTime From, DateTime To)> Without((DateTime From, DateTime To) one, DateTime from, DateTime to) =>
        to <= one.From || from >= one.To ? [one] : [(one.From, from), (to, one.To)];

    private static DateTime At(DateOnly date, TimeOnly time) => date.ToDateTime(time);

    private static DateTime End(DateOnly date, TimeOnly to) => to == TimeOnly.MinValue ? date.AddDays(1).ToDateTime(to) : date.ToDateTime(to);

    // The stretches between two changes of the clocks, in which wall clock and instant differ by one offset. There is at most one change in a day.
    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To, TimeSpan Offset)> Pieces(DateOnly date, TimeZoneInfo zone)
    {
        var (from, to) = (WallClock.ToUtc(At(date, TimeOnly.MinValue), zone), WallClock.ToUtc(End(date, TimeOnly.MinValue), zone));
        var (before, after) = (zone.GetUtcOffset(from), zone.GetUtcOffset(to.AddTicks(-1)));
        if (before == after)
        {
            yield return (from, to, before);
            yield break;
        }

        var change = ChangeOf(from, to, before, zone);
        yield return (from, change, before);
        yield return (change, to, after);
    }

    private static DateTimeOffset ChangeOf(DateTimeOffset from, DateTimeOffset to, TimeSpan before, TimeZoneInfo zone)
    {
        var (low, high) = (from.UtcTicks / TimeSpan.TicksPerMinute, to.UtcTicks / TimeSpan.TicksPerMinute);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (zone.GetUtcOffset(Instant(middle)) == before) low = middle;
            else high = middle;
        }

        return Instant(high);
    }

    private static DateTimeOffset Instant(long minute) => new(minute * TimeSpan.TicksPerMinute, TimeSpan.Zero);
}

namespace Baton.Core.Policies;

/// <summary>Wall-clock times in time zones, with what daylight saving does to them.</summary>
public static class WallClock
{
    /// <summary>The instant of a wall-clock time. One that daylight saving skips is taken as the first instant after the gap; one that occurs twice as the first, or on request the second.</summary>
    public static DateTimeOffset ToUtc(DateTime wall, TimeZoneInfo zone, bool second = false)
    {
        while (zone.IsInvalidTime(wall)) wall = wall.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(wall) ? Of(zone.GetAmbiguousTimeOffsets(wall), second) : zone.GetUtcOffset(wall);
        return new DateTimeOffset(DateTime.SpecifyKind(wall, DateTimeKind.Unspecified), offset).ToUniversalTime();
    }

    // Before the clocks go back the offset is the larger one.
    private static TimeSpan Of(TimeSpan[] offsets, bool second) => second ? offsets.Min() : offsets.Max();

    /// <summary>The time zone of that IANA name; UTC when there is none of that name.</summary>
    public static TimeZoneInfo Zone(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
}

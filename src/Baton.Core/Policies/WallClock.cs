namespace Baton.Core.Policies;

/// <summary>Wall-clock times in time zones, with what daylight saving does to them.</summary>
public static class WallClock
{
    /// <summary>The instant of a wall-clock time. One that daylight saving skips is taken as the first instant after the gap; one that occurs twice as the first.</summary>
    public static DateTimeOffset ToUtc(DateTime wall, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(wall)) wall = wall.AddMinutes(1);
        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return new DateTimeOffset(DateTime.SpecifyKind(wall, DateTimeKind.Unspecified), offset).ToUniversalTime();
    }

    /// <summary>The time zone of that IANA name; UTC when there is none of that name.</summary>
    public static TimeZoneInfo Zone(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
}

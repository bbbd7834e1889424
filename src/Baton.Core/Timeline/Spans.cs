using System.Globalization;

namespace Baton.Core.Timeline;

/// <summary>Lengths of time in words, short.</summary>
public static class Spans
{
    /// <summary>For example <c>48 h</c>, <c>90 s</c>, <c>7 d</c>, <c>1 h 30 min</c>; never more than two units.</summary>
    public static string Of(TimeSpan span)
    {
        if (span < TimeSpan.Zero) span = span.Negate();
        if (span < TimeSpan.FromMinutes(2) && span.Seconds != 0) return Whole(span.TotalSeconds, "s");
        if (span < TimeSpan.FromHours(1)) return Whole(span.TotalMinutes, "min");
        if (span < TimeSpan.FromHours(72)) return Two((long)span.TotalHours, "h", span.Minutes, "min");
        return Two((long)span.TotalDays, "d", span.Hours, "h");
    }

    /// <summary>How long ago, for example <c>3 h ago</c>; <c>just now</c> below a minute.</summary>
    public static string Ago(DateTimeOffset then, DateTimeOffset now) => now - then < TimeSpan.FromMinutes(1) ? "just now" : Rough(now - then) + " ago";

    /// <summary>A moment as people write it: <c>Mon 23 Nov 09:00 UTC</c>.</summary>
    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>A time of day, for example <c>21:00</c>.</summary>
    public static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Rough(TimeSpan span) => span < TimeSpan.FromHours(1) ? Whole(span.TotalMinutes, "min") : span < TimeSpan.FromHours(48) ? Whole(span.TotalHours, "h") : Whole(span.TotalDays, "d");

    private static string Whole(double number, string unit) => Math.Floor(number).ToString("0", CultureInfo.InvariantCulture) + " " + unit;

    private static string Two(long first, string unit, long second, string smaller) => second == 0 || first >= 24 && smaller == "min"
        ? string.Create(CultureInfo.InvariantCulture, $"{first} {unit}")
        : string.Create(CultureInfo.InvariantCulture, $"{first} {unit} {second} {smaller}");
}

using System.Globalization;

namespace Baton.Web.Frame.Look;

/// <summary>Times and spans as people say them. clocks.js says the same words while time passes.</summary>
public static class TimeWords
{
    private static readonly TimeSpan DatesFrom = TimeSpan.FromDays(30);

    /// <summary>"3 min ago", "in 2 h", "now"; a date when it is a month away or more.</summary>
    public static string Relative(DateTimeOffset at, DateTimeOffset now)
    {
        var away = at - now;
        if (away.Duration() >= DatesFrom)
            return at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
        if (away.Duration() < TimeSpan.FromSeconds(2))
            return "now";
        return away < TimeSpan.Zero ? $"{Span(away)} ago" : $"in {Span(away)}";
    }

    /// <summary>"40 s", "12 min", "48 h", "9 d", rounded down; hours up to three days, since rules speak of 48 hours.</summary>
    public static string Span(TimeSpan span)
    {
        var size = span.Duration();
        return size switch
        {
            { TotalSeconds: < 60 } => $"{(int)size.TotalSeconds} s",
            { TotalMinutes: < 60 } => $"{(int)size.TotalMinutes} min",
            { TotalHours: < 72 } => $"{(int)size.TotalHours} h",
            _ => $"{(int)size.TotalDays} d",
        };
    }

    /// <summary>"4:07", "2:15:30", "3 d 4 h": how long, to the second, for clocks that run.</summary>
    public static string Running(TimeSpan span)
    {
        if (span < TimeSpan.Zero) span = TimeSpan.Zero;
        return span switch
        {
            { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.Minutes}:{span.Seconds:00}"),
            { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.Hours}:{span.Minutes:00}:{span.Seconds:00}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalDays} d {span.Hours} h"),
        };
    }

    /// <summary>The instant as the attribute `datetime` wants it, to the second, UTC.</summary>
    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}

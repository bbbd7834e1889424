using Baton.Engine.Timeline;

namespace Baton.Web.Timeline;

/// <summary>The stretches of time that the timeline offers, and the one that its histogram shows.</summary>
public static class TimeRange
{
    /// <summary>By their names in the address; no name is the whole log.</summary>
    public static IReadOnlyList<(string? Name, string Title, TimeSpan? Length)> All { get; } =
    [
        ("15m", "15 min", TimeSpan.FromMinutes(15)),
        ("1h", "1 h", TimeSpan.FromHours(1)),
        ("24h", "24 h", TimeSpan.FromDays(1)),
        ("7d", "7 d", TimeSpan.FromDays(7)),
        (null, "All", null),
    ];

    /// <summary>The beginning of a named stretch, on a whole minute so that it does not move with every look.</summary>
    public static DateTimeOffset? From(string? name, DateTimeOffset now)
    {
        if (name is null || All.FirstOrDefault(r => r.Name == name).Length is not { } length) return null;
        var from = now - length;
        return new DateTimeOffset(from.Ticks - (from.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
    }

    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>What the histogram spans: the filter's times, else the log from its beginning, but no more than the last seven days of it.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Shown(TimelineFilter filter, DateTimeOffset? beginning, DateTimeOffset now)
    {
        var to = filter.To ?? now;
        var from = filter.From ?? (beginning is { } first && first > to - Longest ? first : beginning is null ? to.AddHours(-1) : to - Longest);
        return (from < to ? from : to.AddMinutes(-1), to);
    }
}

using System.Collections.Immutable;

namespace Baton.Core.Handoffs.Hours;

/// <summary>A stretch of one weekday in which people work.</summary>
/// <param name="Day">The weekday.</param>
/// <param name="From">When it begins, on the wall clock.</param>
/// <param name="To">When it ends; 00:00 is the end of the day.</param>
public sealed record OpeningHours(DayOfWeek Day, TimeOnly From, TimeOnly To);

/// <summary>A date on which people do not work, or only part of the day.</summary>
/// <param name="Date">The date.</param>
/// <param name="Name">What it is called.</param>
/// <param name="From">From when on they do not work; null from the beginning of the day.</param>
/// <param name="To">Until when they do not; null until the end of the day.</param>
public sealed record Holiday(DateOnly Date, string? Name = null, TimeOnly? From = null, TimeOnly? To = null);

/// <summary>When people work, by the wall clock of a time zone. What daylight saving skips is not worked, and what it repeats is worked twice.</summary>
public sealed record WorkingHours
{
    /// <summary>The IANA name of the time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The hours of a week.</summary>
    public ImmutableArray<OpeningHours> Weekly { get; init; } = [];

    /// <summary>The dates that are exceptions to it.</summary>
    public ImmutableArray<Holiday> Holidays { get; init; } = [];

    /// <summary>Whether people work at a time.</summary>
    public bool IsOpen(DateTimeOffset at) => WorkingTime.IsOpen(this, at);

    /// <summary>The time itself when people work then, or else when they next begin, UTC; null when they never do within two years.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset at) => WorkingTime.NextOpening(this, at);

    /// <summary>When so much working time has passed since <paramref name="start"/>, UTC. When they do not work so long within two years: the time itself, as if they always worked.</summary>
    public DateTimeOffset Add(DateTimeOffset start, TimeSpan duration) => WorkingTime.Add(this, start, duration);

    /// <summary>How much working time lies between two times; nothing when the second is not after the first.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to) => WorkingTime.Between(this, from, to);
}

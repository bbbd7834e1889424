using System.Xml;

namespace Baton.Core.Policies;

/// <summary>The window of a cap: rolling, or a calendar day, week (from Monday) or month in the customer's time zone.</summary>
/// <param name="Unit">Whether it rolls or follows the calendar.</param>
/// <param name="Length">The length of a rolling window; for a calendar one the longest it can be.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct CapWindow(CapWindow.Units Unit, TimeSpan Length)
{
    /// <summary>What a window follows.</summary>
    public enum Units
    {
        /// <summary>The last so many seconds.</summary>
        Rolling,

        /// <summary>Midnight to midnight.</summary>
        Day,

        /// <summary>Monday to Monday.</summary>
        Week,

        /// <summary>First to first.</summary>
        Month,
    }

    /// <summary>As in a policy document: <c>day</c>, <c>week</c>, <c>month</c> or an ISO 8601 duration.</summary>
    public override string ToString() => Unit == Units.Rolling ? XmlConvert.ToString(Length) : Unit.ToString().ToLowerInvariant();

    /// <summary>When the window that holds <paramref name="now"/> began, and when a calendar one ends (null for a rolling one).</summary>
    public (DateTimeOffset From, DateTimeOffset? To) Around(DateTimeOffset now, TimeZoneInfo zone)
    {
        if (Unit == Units.Rolling) return (now - Length, null);
        var day = TimeZoneInfo.ConvertTime(now, zone).Date;
        var (from, to) = Unit switch
        {
            Units.Day => (day, day.AddDays(1)),
            Units.Week => WeekOf(day),
            _ => (day.AddDays(1 - day.Day), day.AddDays(1 - day.Day).AddMonths(1)),
        };
        return (WallClock.ToUtc(from, zone), WallClock.ToUtc(to, zone));
    }

    private static (DateTime From, DateTime To) WeekOf(DateTime day)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return (monday, monday.AddDays(7));
    }
}

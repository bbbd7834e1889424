using System.Collections.Immutable;
using System.Globalization;
using Baton.Core.Handoffs.Hours;
using Baton.Web.Problems;

namespace Baton.Web.Handoffs.Queues;

/// <summary>Reads working hours as they were sent.</summary>
internal static class HoursBody
{
    private const int MostStretches = 50, MostHolidays = 400;
    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>The hours in a member of the body; null when it is not there.</summary>
    public static WorkingHours? Read(JsonMembers body, string name, DateTimeOffset now)
    {
        if (body.Members(name) is not { } json) return null;
        var hours = new WorkingHours
        {
            TimeZone = json.Text("timeZone", required: true, max: 64) ?? "UTC",
            Weekly = [.. json.List("weekly", MostStretches).Select(Stretch)],
            Holidays = [.. json.List("holidays", MostHolidays).Select(Holiday)],
        };
        json.Wrong(HoursFaults.Of(hours, now));
        json.NothingElse();
        return hours;
    }

    private static OpeningHours Stretch(JsonMembers json)
    {
        var day = json.Word("day", Days, required: true);
        var stretch = new OpeningHours(Enum.TryParse<DayOfWeek>(day, ignoreCase: true, out var weekday) ? weekday : DayOfWeek.Monday, Clock(json, "from", required: true) ?? default, Clock(json, "to", required: true) ?? default);
        json.NothingElse();
        return stretch;
    }

    private static Holiday Holiday(JsonMembers json)
    {
        var text = json.Text("date", required: true, max: 10);
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && text is not null) json.Wrong("date", "'date' must be a date such as 2026-12-25.");
        var holiday = new Holiday(date, json.Text("name", max: 100), Clock(json, "from"), Clock(json, "to"));
        json.NothingElse();
        return holiday;
    }

    private static TimeOnly? Clock(JsonMembers json, string name, bool required = false)
    {
        if (json.Text(name, required, max: 5) is not { } text) return null;
        if (text == "24:00") return TimeOnly.MinValue;
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        json.Wrong(name, $"'{name}' must be a time of day such as 09:00.");
        return null;
    }
}

/// <summary>Working hours.</summary>
/// <param name="TimeZone">The IANA name of the time zone.</param>
/// <param name="Weekly">The stretches of a week.</param>
/// <param name="Holidays">The dates that are exceptions.</param>
internal sealed record HoursItem(string TimeZone, IReadOnlyList<StretchItem> Weekly, IReadOnlyList<HolidayItem> Holidays)
{
    public static HoursItem? Of(WorkingHours? hours) => hours is null ? null : new(
        hours.TimeZone,
        [.. hours.Weekly.Select(o => new StretchItem(Lower(o.Day), Clock(o.From)!, Clock(o.To)!))],
        [.. hours.Holidays.Select(h => new HolidayItem(h.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), h.Name, Clock(h.From), Clock(h.To)))]);

    private static string? Clock(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Lower(DayOfWeek day) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(day.ToString());
}

/// <summary>A stretch of a weekday in which people work.</summary>
/// <param name="Day"><c>monday</c> to <c>sunday</c>.</param>
/// <param name="From">When it begins, as 09:00.</param>
/// <param name="To">When it ends; 00:00 is the end of the day.</param>
internal sealed record StretchItem(string Day, string From, string To);

/// <summary>A date on which people do not work.</summary>
/// <param name="Date">The date, as 2026-12-25.</param>
/// <param name="Name">What it is called.</param>
/// <param name="From">From when on; left out for the whole day.</param>
/// <param name="To">Until when; left out for the whole day.</param>
internal sealed record HolidayItem(string Date, string? Name, string? From, string? To);

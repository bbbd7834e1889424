using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Core.Handoffs.Hours;

namespace Baton.Web.Handoffs.Queues;

/// <summary>Working hours while they are edited: a grid of a week, and holidays.</summary>
public sealed class HoursDraft
{
    /// <summary>Monday first.</summary>
    public static IReadOnlyList<DayOfWeek> Week { get; } = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>Whether there are hours at all.</summary>
    public bool IsLimited { get; set; }

    public string TimeZone { get; set; } = "UTC";

    public IReadOnlyList<DayDraft> Days { get; } = [.. Week.Select(day => new DayDraft(day))];

    public List<HolidayDraft> Holidays { get; } = [];

    public static HoursDraft Of(WorkingHours? hours, string zone)
    {
        var draft = new HoursDraft { IsLimited = hours is not null, TimeZone = hours?.TimeZone ?? zone };
        foreach (var day in draft.Days)
        {
            day.Stretches.AddRange((hours?.Weekly ?? []).Where(o => o.Day == day.Day).OrderBy(o => o.From).Select(o => new StretchDraft { From = Clock(o.From), To = Clock(o.To) }));
            if (hours is null && day.Day is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) day.Stretches.Add(new StretchDraft());
        }

        draft.Holidays.AddRange((hours?.Holidays ?? []).Select(h => new HolidayDraft { Date = h.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Name = h.Name ?? "", From = h.From is { } from ? Clock(from) : "", To = h.To is { } to ? Clock(to) : "" }));
        return draft;
    }

    /// <summary>It as it would be sent; null when there are no hours.</summary>
    public JsonObject? ToJson() => !IsLimited ? null : new JsonObject
    {
        ["timeZone"] = TimeZone.Trim(),
        ["weekly"] = new JsonArray([.. Days.SelectMany(day => day.Stretches.Select(one => new JsonObject { ["day"] = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(day.Day.ToString()), ["from"] = one.From, ["to"] = one.To }))]),
        ["holidays"] = new JsonArray([.. Holidays.Where(h => h.Date.Length > 0).Select(h => new JsonObject { ["date"] = h.Date, ["name"] = Given(h.Name), ["from"] = Given(h.From), ["to"] = Given(h.To) })]),
    };

    private static string? Given(string text) => text.Trim() is { Length: > 0 } given ? given : null;

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>The hours of one weekday.</summary>
/// <param name="day">The weekday.</param>
public sealed class DayDraft(DayOfWeek day)
{
    public DayOfWeek Day => day;

    public List<StretchDraft> Stretches { get; } = [];

    public bool IsOpen
    {
        get => Stretches.Count > 0;
        set
        {
            if (!value) Stretches.Clear();
            else if (Stretches.Count == 0) Stretches.Add(new StretchDraft());
        }
    }
}

/// <summary>One stretch of a day.</summary>
public sealed class StretchDraft
{
    public string From { get; set; } = "09:00";

    public string To { get; set; } = "17:00";
}

/// <summary>One holiday.</summary>
public sealed class HolidayDraft
{
    public string Date { get; set; } = "";

    public string Name { get; set; } = "";

    public string From { get; set; } = "";

    public string To { get; set; } = "";
}

using Baton.Core.Policies;

namespace Baton.Core.Handoffs.Hours;

/// <summary>What is wrong with working hours: in hours that never open nothing would ever be due.</summary>
public static class HoursFaults
{
    /// <summary>The faults, each naming its member.</summary>
    /// <param name="hours">The hours.</param>
    /// <param name="now">The moment from which they count.</param>
    public static IReadOnlyList<Fault> Of(WorkingHours hours, DateTimeOffset now)
    {
        var faults = new List<Fault>();
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(hours.TimeZone, out _)) faults.Add(new Fault("/timeZone", $"'{hours.TimeZone}' is no time zone. Use an IANA name such as Europe/Berlin."));
        foreach (var (index, one) in hours.Weekly.Index())
        {
            if (one.To != TimeOnly.MinValue && one.To <= one.From) faults.Add(new Fault($"/weekly/{index}/to", $"{one.Day} ends at {one.To:HH\\:mm}, before it begins. For a night write two stretches: until 00:00, and from 00:00 on the next day."));
        }

        foreach (var (index, one) in hours.Holidays.Index())
        {
            if (one is { From: { } from, To: { } to } && to != TimeOnly.MinValue && to <= from) faults.Add(new Fault($"/holidays/{index}/to", $"The holiday on {one.Date:yyyy-MM-dd} ends before it begins."));
        }

        if (faults.Count == 0 && hours.NextOpening(now) is null) faults.Add(new Fault("/weekly", "Nobody would ever work: give at least one stretch of a week that is no holiday."));
        return faults;
    }
}

using Baton.Core.Handoffs.Hours;
using Baton.Core.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Core.Tests.Handoffs.Hours;

public sealed class WorkingTimeTests
{
    private static readonly WorkingHours Office = Week("Europe/Berlin", new(9, 0), new(17, 0));

    // Zones whose clocks change, at midnight and by half an hour too, with hours that lie over the change.
    private static readonly WorkingHours[] Offices =
    [
        Office,
        Office with { Holidays = [new(new(2026, 12, 25)), new(new(2026, 12, 24), "Christmas Eve", From: new(12, 0)), new(new(2026, 3, 30), To: new(11, 30))] },
        Week("Europe/Berlin", new(1, 0), new(4, 0)),
        Week("America/New_York", new(0, 0), TimeOnly.MinValue),
        Week("Australia/Lord_Howe", new(1, 30), new(2, 15)),
        Week("America/Havana", new(0, 0), new(0, 45)),
        new() { TimeZone = "Asia/Tokyo", Weekly = [new(DayOfWeek.Monday, new(8, 0), new(12, 0)), new(DayOfWeek.Monday, new(11, 0), new(13, 0)), new(DayOfWeek.Monday, new(14, 0), new(18, 0)), new(DayOfWeek.Saturday, new(22, 0), TimeOnly.MinValue)] },
    ];

    [Fact]
    public void So_much_working_time_as_was_added_lies_between() => Over((hours, start, minutes) =>
    {
        var duration = TimeSpan.FromMinutes(minutes);
        return hours.Between(start, hours.Add(start, duration)) == duration;
    });

    [Fact]
    public void What_is_added_in_two_steps_is_what_is_added_in_one() => Over((hours, start, minutes) =>
        hours.Add(hours.Add(start, TimeSpan.FromMinutes(minutes)), TimeSpan.FromMinutes(75)) == hours.Add(start, TimeSpan.FromMinutes(minutes + 75)));

    [Fact]
    public void Who_begins_later_or_needs_longer_is_done_no_sooner() => Over((hours, start, minutes) =>
    {
        var done = hours.Add(start, TimeSpan.FromMinutes(minutes));
        return hours.Add(start.AddMinutes(37), TimeSpan.FromMinutes(minutes)) >= done && hours.Add(start, TimeSpan.FromMinutes(minutes + 1)) > done && done > start;
    });

    [Fact]
    public void The_whole_is_the_sum_of_its_parts() => Over((hours, start, minutes) =>
    {
        var (middle, end) = (start.AddMinutes(minutes), start.AddMinutes(minutes * 3));
        return hours.Between(start, middle) + hours.Between(middle, end) == hours.Between(start, end);
    });

    [Fact]
    public void The_next_opening_is_open_and_nothing_before_it_is() => Over((hours, start, _) =>
        hours.NextOpening(start) is { } opening && hours.IsOpen(opening) && hours.Between(start, opening) == TimeSpan.Zero && hours.IsOpen(start) == (opening == start));

    // Said once more, another way: a moment is worked when its wall clock is among the hours.
    [Fact]
    public void A_moment_is_worked_when_the_wall_clock_says_so() => Over((hours, start, minutes) =>
    {
        var at = start.AddMinutes(minutes);
        var wall = TimeZoneInfo.ConvertTime(at, WallClock.Zone(hours.TimeZone)).DateTime;
        var (day, time) = (DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall));
        var listed = hours.Weekly.Any(o => o.Day == day.DayOfWeek && time >= o.From && (o.To == TimeOnly.MinValue || time < o.To));
        var off = hours.Holidays.Any(h => h.Date == day && time >= (h.From ?? TimeOnly.MinValue) && (h.To is null || time < h.To));
        return hours.IsOpen(at) == (listed && !off);
    });

    [Theory]
    [InlineData("2026-11-20T15:30:00Z", 60, "2026-11-23T08:30:00Z")] // Friday half past four in Berlin: half an hour then, half an hour on Monday
    [InlineData("2026-11-21T10:00:00Z", 0, "2026-11-21T10:00:00Z")]
    [InlineData("2026-03-27T15:00:00Z", 120, "2026-03-30T08:00:00Z")] // over the weekend in which the clocks go forward
    [InlineData("2026-10-23T14:00:00Z", 120, "2026-10-26T09:00:00Z")] // and back
    public void Working_time_goes_by_the_wall_clock(string start, int minutes, string due) =>
        Assert.Equal(DateTimeOffset.Parse(due, null), Office.Add(DateTimeOffset.Parse(start, null), TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void An_hour_that_is_skipped_is_not_worked_and_one_that_is_repeated_is_worked_twice()
    {
        var night = Week("Europe/Berlin", new(1, 0), new(4, 0)) with { Weekly = [new(DayOfWeek.Sunday, new(1, 0), new(4, 0))] };

        Assert.Equal(TimeSpan.FromHours(2), night.Between(new(2026, 3, 28, 12, 0, 0, TimeSpan.Zero), new(2026, 3, 29, 12, 0, 0, TimeSpan.Zero)));
        Assert.Equal(TimeSpan.FromHours(4), night.Between(new(2026, 10, 24, 12, 0, 0, TimeSpan.Zero), new(2026, 10, 25, 12, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Hours_in_which_nobody_works_count_as_always_so_that_nothing_waits_for_ever()
    {
        var never = new WorkingHours { TimeZone = "Europe/Berlin" };
        var start = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

        Assert.Null(never.NextOpening(start));
        Assert.Equal(start.AddMinutes(5), never.Add(start, TimeSpan.FromMinutes(5)));
    }

    private static WorkingHours Week(string zone, TimeOnly from, TimeOnly to) => new()
    {
        TimeZone = zone,
        Weekly = [.. new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }.Select(day => new OpeningHours(day, from, to))],
    };

    // Starts within two years, by the minute; up to six working days.
    private static void Over(Func<WorkingHours, DateTimeOffset, int, bool> holds) => Prop.ForAll(
        Gen.Elements(Offices).ToArbitrary(),
        Gen.Choose(0, 731 * 24 * 60).ToArbitrary(),
        Gen.Choose(1, 6 * 24 * 60).ToArbitrary(),
        (hours, minute, minutes) => holds(hours, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute), minutes)).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
}

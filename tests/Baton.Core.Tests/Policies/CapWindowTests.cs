using System.Globalization;
using Baton.Core.Policies;

namespace Baton.Core.Tests.Policies;

public sealed class CapWindowTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData(CapWindow.Units.Day, "2026-11-20T23:30:00Z", "2026-11-20T23:00:00Z", "2026-11-21T23:00:00Z")]
    [InlineData(CapWindow.Units.Week, "2026-11-22T22:59:00Z", "2026-11-15T23:00:00Z", "2026-11-22T23:00:00Z")]
    [InlineData(CapWindow.Units.Month, "2026-11-30T23:30:00Z", "2026-11-30T23:00:00Z", "2026-12-31T23:00:00Z")]
    [InlineData(CapWindow.Units.Day, "2026-03-29T10:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")]
    [InlineData(CapWindow.Units.Day, "2026-10-25T10:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")]
    [InlineData(CapWindow.Units.Month, "2026-03-15T10:00:00Z", "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z")]
    public void A_calendar_window_goes_from_midnight_to_midnight_of_the_customer(CapWindow.Units unit, string now, string from, string to) =>
        Assert.Equal((At(from), At(to)), new CapWindow(unit, TimeSpan.FromDays(1)).Around(At(now), Berlin));

    [Fact]
    public void A_rolling_window_ends_now_and_knows_no_end()
    {
        var now = At("2026-11-20T12:00:00Z");

        Assert.Equal((now.AddDays(-7), null), new CapWindow(CapWindow.Units.Rolling, TimeSpan.FromDays(7)).Around(now, Berlin));
    }

    [Fact]
    public void Where_midnight_does_not_exist_the_day_begins_when_the_gap_ends() =>
        Assert.Equal(At("2026-09-06T04:00:00Z"), new CapWindow(CapWindow.Units.Day, TimeSpan.FromDays(1)).Around(At("2026-09-06T12:00:00Z"), TimeZoneInfo.FindSystemTimeZoneById("America/Santiago")).From);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

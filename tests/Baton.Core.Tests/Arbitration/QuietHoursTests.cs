using System.Globalization;
using Baton.Core.Arbitration;
using Baton.Core.Tests.Policies;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Arbitration;

public sealed class QuietHoursTests
{
    private static Ruling At(string now, string from, string to, string zone = "Europe/Berlin")
    {
        var story = new Story(Documents.With("quietHours", $$"""{ "id": "night", "blocks": {{Documents.Contacts}}, "from": "{{from}}", "to": "{{to}}" }""")) { Now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture) };
        if (zone.Length > 0) story.Tell("customer.updated", new { attributes = new { timeZone = zone } });
        return story.Propose("outreach");
    }

    [Theory]
    [InlineData("2026-11-20T20:00:00Z", "2026-11-21T07:00:00Z")]
    [InlineData("2026-11-20T23:30:00Z", "2026-11-21T07:00:00Z")]
    [InlineData("2026-11-21T06:59:59Z", "2026-11-21T07:00:00Z")]
    [InlineData("2026-11-21T07:00:00Z", null)]
    [InlineData("2026-11-20T19:59:59Z", null)]
    public void Quiet_over_midnight_lasts_until_the_morning(string now, string? until) => Expect(At(now, "21:00", "08:00"), until);

    [Theory]
    [InlineData("2026-11-20T11:30:00Z", "2026-11-20T12:00:00Z")]
    [InlineData("2026-11-20T10:59:00Z", null)]
    [InlineData("2026-11-20T12:00:00Z", null)]
    public void Quiet_at_noon_lasts_until_its_end(string now, string? until) => Expect(At(now, "12:00", "13:00"), until);

    [Theory]
    [InlineData("2026-03-29T00:30:00Z", "21:00", "08:00", "2026-03-29T06:00:00Z")]
    [InlineData("2026-10-25T00:30:00Z", "21:00", "08:00", "2026-10-25T07:00:00Z")]
    [InlineData("2026-03-29T00:30:00Z", "21:00", "02:30", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-25T00:15:00Z", "21:00", "02:30", "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-25T01:15:00Z", "21:00", "02:30", "2026-10-25T01:30:00Z")]
    public void Daylight_saving_moves_the_end_and_never_skips_it(string now, string from, string to, string until) => Expect(At(now, from, to), until);

    [Theory]
    [InlineData("")]
    [InlineData("Mars/Olympus")]
    public void A_customer_whose_zone_is_not_known_lives_in_utc(string zone) => Expect(At("2026-11-20T21:00:00Z", "21:00", "08:00", zone), "2026-11-21T08:00:00Z");

    [Fact]
    public void A_rule_may_name_its_own_zone()
    {
        var story = new Story(Documents.With("quietHours", $$"""{ "id": "office", "blocks": {{Documents.Contacts}}, "from": "18:00", "to": "09:00", "timeZone": "America/New_York" }"""));

        var ruling = story.Propose("outreach");

        Assert.Equal(new DateTimeOffset(2026, 11, 20, 14, 0, 0, TimeSpan.Zero), ruling.Until);
        Assert.Equal("It is 07:00 in America/New_York, and 18:00 to 09:00 is quiet.", ruling.Reason);
        Assert.Equal("quiet-hours", ruling.ReasonCode);
    }

    [Fact]
    public void What_waited_for_the_morning_is_allowed_then()
    {
        var story = new Story(Documents.OfTheContract) { Now = new DateTimeOffset(2026, 11, 20, 22, 0, 0, TimeSpan.Zero) };
        var held = story.Propose("outreach", id: "a");
        story.Now = held.Until!.Value;

        Assert.Equal(Verdict.Allow, story.Due("a").Verdict);
    }

    private static void Expect(Ruling ruling, string? until) =>
        Assert.Equal(until is null ? (Verdict.Allow, (DateTimeOffset?)null) : (Verdict.Delay, DateTimeOffset.Parse(until, CultureInfo.InvariantCulture)), (ruling.Verdict, ruling.Until));
}

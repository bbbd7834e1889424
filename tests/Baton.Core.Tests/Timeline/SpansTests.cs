using Baton.Core.Timeline;

namespace Baton.Core.Tests.Timeline;

public sealed class SpansTests
{
    [Theory]
    [InlineData(0, "0 min")]
    [InlineData(45, "45 s")]
    [InlineData(90, "90 s")]
    [InlineData(120, "2 min")]
    [InlineData(3600, "1 h")]
    [InlineData(5400, "1 h 30 min")]
    [InlineData(48 * 3600, "48 h")]
    [InlineData(71 * 3600, "71 h")]
    [InlineData(72 * 3600, "3 d")]
    [InlineData(7 * 86400, "7 d")]
    [InlineData(8 * 86400 + 3 * 3600, "8 d 3 h")]
    public void A_span_is_said_shortly(int seconds, string said) => Assert.Equal(said, Spans.Of(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "just now")]
    [InlineData(59, "just now")]
    [InlineData(60, "1 min ago")]
    [InlineData(3 * 3600, "3 h ago")]
    [InlineData(47 * 3600 + 3599, "47 h ago")]
    [InlineData(48 * 3600, "2 d ago")]
    public void The_past_is_said_roughly(int seconds, string said)
    {
        var now = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(said, Spans.Ago(now.AddSeconds(-seconds), now));
    }

    [Theory]
    [InlineData("2026-11-20T12:00:00Z", "2026-11-20T12:00:00.0000000+00:00")]
    [InlineData("2026-11-20T13:00:00.5+01:00", "2026-11-20T12:00:00.5000000+00:00")]
    [InlineData("2026-11-20", "2026-11-20T00:00:00.0000000+00:00")]
    [InlineData("2026-11-20T12:00", "2026-11-20T12:00:00.0000000+00:00")]
    [InlineData("12:00", null)]
    [InlineData("20 Nov 2026", null)]
    [InlineData("2026-13-01", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Only_full_times_are_read(string? text, string? time) => Assert.Equal(time, Rfc3339.Read(text)?.ToString("O"));
}

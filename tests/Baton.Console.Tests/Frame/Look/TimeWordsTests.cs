using Baton.Web.Frame.Look;

namespace Baton.Web.Tests.Frame.Look;

public sealed class TimeWordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "now")]
    [InlineData(-40, "40 s ago")]
    [InlineData(-3 * 60, "3 min ago")]
    [InlineData(38 * 3600, "in 38 h")]
    [InlineData(-71 * 3600, "71 h ago")]
    [InlineData(-72 * 3600, "3 d ago")]
    [InlineData(-29 * 86400, "29 d ago")]
    [InlineData(-30 * 86400, "22 Oct 2026")]
    public void Says_how_long_ago_or_until(int seconds, string words) =>
        Assert.Equal(words, TimeWords.Relative(Now.AddSeconds(seconds), Now));
}

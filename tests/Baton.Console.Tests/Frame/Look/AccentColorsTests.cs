using Baton.Web.Frame.Look;

namespace Baton.Web.Tests.Frame.Look;

public sealed class AccentColorsTests
{
    private const string White = "#ffffff";

    [Fact]
    public void Whatever_colour_is_chosen_text_can_be_read()
    {
        int[] steps = [0, 51, 102, 153, 204, 255];
        foreach (var color in from red in steps from green in steps from blue in steps select $"#{red:x2}{green:x2}{blue:x2}")
        {
            Assert.True(AccentColors.TryFrom(color, out var colors));
            foreach (var (one, other) in new[]
            {
                (White, colors.Light.Accent), (White, colors.Light.Strong), (colors.Light.Ink, White), (colors.Light.Ink, colors.Light.Soft),
                (White, colors.Dark.Accent), (White, colors.Dark.Strong), (colors.Dark.Ink, "#16181b"), (colors.Dark.Ink, colors.Dark.Soft),
            })
            {
                Assert.True(AccentColors.Contrast(one, other) >= 4.5, $"{color}: {one} on {other}");
            }
        }
    }

    [Fact]
    public void A_colour_that_can_be_read_stays_as_it_is()
    {
        Assert.True(AccentColors.TryFrom("#2f5fd8", out var colors));
        Assert.Equal("#2f5fd8", colors.Light.Accent);
        Assert.False(colors.IsAdjusted);
        Assert.True(AccentColors.TryFrom("#ffdd00", out var yellow) && yellow.IsAdjusted);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("blue")]
    [InlineData("#12345")]
    [InlineData("#12345g")]
    [InlineData("#fff}body{")]
    public void What_is_no_colour_is_refused(string? color) => Assert.False(AccentColors.TryFrom(color, out _));

    [Fact]
    public void Contrast_is_that_of_the_standard() => Assert.Equal(21, AccentColors.Contrast("#000000", White), precision: 3);
}

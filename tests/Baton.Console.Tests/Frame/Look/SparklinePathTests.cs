using Baton.Web.Frame.Look;

namespace Baton.Web.Tests.Frame.Look;

public sealed class SparklinePathTests
{
    [Fact]
    public void The_largest_value_touches_the_top_and_zero_the_bottom() =>
        Assert.Equal("M0 24L50 0L100 12", SparklinePath.Line([0, 8, 4], 100, 24));

    [Fact]
    public void Nothing_draws_nothing() => Assert.Equal("", SparklinePath.Line([], 100, 24));

    [Fact]
    public void Only_zeros_lie_on_the_ground() => Assert.Equal("M0 24L100 24", SparklinePath.Line([0, 0], 100, 24));
}

using Baton.Web.Agents;

namespace Baton.Web.Tests.Agents;

public sealed class PartsChartTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(50, 50)]
    [InlineData(51, 100)]
    [InlineData(1204, 2000)]
    [InlineData(0.3, 0.5)]
    public void The_scale_ends_at_a_round_number(double largest, double top) => Assert.Equal(top, PartsChart.Top(largest), 9);

    [Fact]
    public void Bars_of_a_part_stand_on_each_other()
    {
        var bars = PartsChart.Stack([new("done", "--accent", [3]), new("failed", "--failure", [1])], top: 4);

        Assert.Equal((30, 90), (bars[0].Y, bars[0].Height));
        Assert.Equal((0, 30), (bars[1].Y, bars[1].Height));
    }

    [Fact]
    public void Nothing_draws_nothing() => Assert.Empty(PartsChart.Stack([new("done", "--accent", [0, null])], top: 1));

    [Fact]
    public void A_line_breaks_where_there_is_no_number_and_a_lonely_one_is_a_dash() =>
        Assert.Equal("M60 60L180 0M516 120h48", PartsChart.Line([1, 2, null, null, 0], top: 2));
}

using Baton.Core.Agents.Experiments;

namespace Baton.Core.Tests.Agents.Experiments;

public sealed class DifferenceTests
{
    // Newcombe 1998, table II, example (a): 56/70 against 48/80, method 10: 0.0524 to 0.3339; (c): 9/10 against 3/10: 0.1705 to 0.8090; (e): 5/56 against 0/29: -0.0381 to 0.1926.
    [Theory]
    [InlineData(56, 70, 48, 80, 0.2, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.6, 0.1705, 0.8090)]
    [InlineData(5, 56, 0, 29, 0.0893, -0.0381, 0.1926)]
    public void The_interval_of_two_shares_is_that_of_the_paper(int a, int n, int b, int m, double by, double low, double high)
    {
        var difference = Difference.OfShares(a, n, b, m)!;

        Assert.Equal((by, low, high), (Math.Round(difference.By, 4), Math.Round(difference.Low, 4), Math.Round(difference.High, 4)));
    }

    [Fact]
    public void Nothing_is_said_of_an_empty_group_nor_of_averages_of_few()
    {
        Assert.Null(Difference.OfShares(0, 0, 3, 10));
        Assert.Null(Difference.OfAverages(Average.Of(Enumerable.Repeat(1.0, 29)), Average.Of(Enumerable.Repeat(2.0, 900))));
    }

    [Fact]
    public void The_interval_of_two_averages_is_two_standard_errors_wide_on_each_side()
    {
        var difference = Difference.OfAverages(new Average(100, 12, 25), new Average(400, 10, 100))!;

        Assert.Equal((2.0, true), (difference.By, difference.IsClear));
        Assert.Equal(2 - 1.959964 * Math.Sqrt(0.5), difference.Low, 12);
    }

    // The promise of "95 of 100": on seeded draws from the same share a clear difference is seen about that seldom.
    [Theory]
    [InlineData(0.9, 60)]
    [InlineData(0.5, 200)]
    public void Two_equal_versions_are_hardly_ever_told_apart(double rate, int tasks)
    {
        var random = new Random(20261122);
        var clear = Enumerable.Range(0, 2_000).Count(_ => Difference.OfShares(Draw(), tasks, Draw(), tasks)!.IsClear);

        Assert.InRange(clear, 20, 130);

        int Draw() => Enumerable.Range(0, tasks).Count(_ => random.NextDouble() < rate);
    }

    [Fact]
    public void Averages_of_large_and_alike_values_keep_their_variance()
    {
        var average = Average.Of([1_000_000_001, 1_000_000_002, 1_000_000_003, 1_000_000_004]);

        Assert.Equal((4, 1_000_000_002.5), (average.Count, average.Mean));
        Assert.Equal(5.0 / 3, average.Variance, 9);
    }
}

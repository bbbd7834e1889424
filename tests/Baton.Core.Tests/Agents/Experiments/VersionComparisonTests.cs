using Baton.Core.Agents.Experiments;

namespace Baton.Core.Tests.Agents.Experiments;

public sealed class VersionComparisonTests
{
    [Fact]
    public void Few_tasks_say_nothing()
    {
        var comparison = VersionComparison.Of(Figures(900, succeeded: 800), Figures(29, succeeded: 29));

        Assert.Equal(ExperimentVerdict.TooEarly, comparison.Verdict);
        Assert.Equal("Too early to say: 29 tasks of the version that is tried and 900 tasks of the one in force are finished; 30 of each are wanted.", comparison.Sentence);
    }

    [Fact]
    public void A_clear_gain_is_said_with_its_interval()
    {
        var comparison = VersionComparison.Of(Figures(1_000, succeeded: 800), Figures(200, succeeded: 184));

        Assert.Equal(ExperimentVerdict.Better, comparison.Verdict);
        Assert.Equal("The version that is tried is better: 12 percentage points more (95 %: 6.8 to 16) succeed. Nothing is clearly worse.", comparison.Sentence);
    }

    [Fact]
    public void A_gain_that_costs_more_is_mixed()
    {
        var comparison = VersionComparison.Of(Figures(1_000, succeeded: 800, cost: 0.01), Figures(200, succeeded: 184, cost: 0.05));

        Assert.Equal(ExperimentVerdict.Mixed, comparison.Verdict);
        Assert.EndsWith("; but a task costs 0.04 more.", comparison.Sentence);
    }

    [Fact]
    public void More_work_for_people_is_worse() =>
        Assert.Equal(ExperimentVerdict.Worse, VersionComparison.Of(Figures(500, succeeded: 400, toPerson: 25), Figures(500, succeeded: 400, toPerson: 100)).Verdict);

    [Fact]
    public void A_small_difference_may_be_chance() =>
        Assert.Equal("No clear difference after 50 tasks: what is seen may be chance.", VersionComparison.Of(Figures(500, succeeded: 400), Figures(50, succeeded: 42)).Sentence);

    private static VersionFigures Figures(int tasks, int succeeded, int toPerson = 0, double cost = 0.01) =>
        new(tasks, succeeded, toPerson, new Average(tasks, 0.8, 0.01), new Average(tasks, cost, 0.0001), new Average(tasks, 900, 400));
}

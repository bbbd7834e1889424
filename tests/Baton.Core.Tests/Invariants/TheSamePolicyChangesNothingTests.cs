using Baton.Core.Backtesting;

namespace Baton.Core.Tests.Invariants;

/// <summary>A backtest with the policy that decided a history finds nothing to change in it.</summary>
public sealed class TheSamePolicyChangesNothingTests
{
    private const int Publish = 22, Waits = 4;

    // Timers on time, and one policy from beginning to end: else history itself was not what this policy makes of it.
    [Fact]
    public void In_any_life_under_one_policy() => Lives.All((what, n) => what != Publish && (what >= Waits || n % 5 != 0), life =>
    {
        var backtest = new Backtest(BacktestPeriod.Always, TimeSpan.FromHours(1));
        foreach (var row in life.Story.Log) backtest.Take(row.Event, row.Decision, row.Config);

        Assert.Empty(backtest.Figures.Matrix);
        Assert.Equal(backtest.Figures.ContactsBefore, backtest.Figures.ContactsAfter);
        Assert.All(backtest.Figures.Rules.Values, rule => Assert.Equal(rule.Before, rule.After));
        Assert.All(backtest.Figures.Queues.Values.SelectMany(hours => hours), hour => Assert.Equal(hour.Before, hour.After));
    });
}

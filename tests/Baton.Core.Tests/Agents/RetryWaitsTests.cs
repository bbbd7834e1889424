using Baton.Core.Agents;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Core.Tests.Agents;

public sealed class RetryWaitsTests
{
    private static readonly AgentLimits Limits = new() { FirstWait = TimeSpan.FromSeconds(2), LongestWait = TimeSpan.FromMinutes(1) };

    [Fact]
    public void Without_limits_waits_are_2_4_8_seconds_exactly_and_level_out() =>
        Assert.Equal([2, 4, 8, 16, 32, 64, 128, 256, 256, 256], Enumerable.Range(1, 10).Select(attempt => RetryWaits.After("t1", attempt, limits: null).TotalSeconds));

    [Fact]
    public void With_limits_a_wait_is_between_half_and_all_of_the_doubled_first_wait_never_above_the_longest_never_shorter_than_the_one_before_and_always_the_same() =>
        Prop.ForAll(Gen.Choose(1, 600_000).ToArbitrary(), Gen.Choose(1_000, 86_400_000).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (first, longest, task) =>
        {
            var limits = new AgentLimits { FirstWait = TimeSpan.FromMilliseconds(first), LongestWait = TimeSpan.FromMilliseconds(longest) };
            var key = TaskId.Of(task, "c1");
            var waits = Enumerable.Range(1, 10).Select(attempt => RetryWaits.After(key, attempt, limits)).ToList();

            Assert.Equal(waits.Order(), waits);
            Assert.Equal(waits, Enumerable.Range(1, 10).Select(attempt => RetryWaits.After(key, attempt, limits)));
            foreach (var (i, wait) in waits.Index())
            {
                var whole = TimeSpan.FromMilliseconds(Math.Min(first * Math.Pow(2, i), longest));
                Assert.InRange(wait, whole / 2 - TimeSpan.FromMilliseconds(1), whole);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Tries_of_different_tasks_are_spread()
    {
        var waits = Enumerable.Range(0, 1_000).Select(i => RetryWaits.After(TaskId.Of(i, "c1"), 3, Limits)).ToList();

        Assert.True(waits.Distinct().Count() > 300);
        Assert.InRange(waits.Average(w => w.TotalSeconds), 5.8, 6.2);
    }

    [Fact]
    public void What_the_agent_asks_for_counts_when_it_is_longer_and_never_more_than_the_longest_wait()
    {
        var usual = RetryWaits.After("t1", 1, Limits);

        Assert.Equal(usual, RetryWaits.After("t1", 1, Limits, TimeSpan.FromMilliseconds(10)));
        Assert.Equal(TimeSpan.FromSeconds(30), RetryWaits.After("t1", 1, Limits, TimeSpan.FromSeconds(30)));
        Assert.Equal(TimeSpan.FromMinutes(1), RetryWaits.After("t1", 1, Limits, TimeSpan.FromHours(5)));
        Assert.Equal(AgentLimits.Usual.LongestWait, RetryWaits.After("t1", 1, limits: null, TimeSpan.FromHours(5)));
    }
}

using Baton.Engine.Jobs;

namespace Baton.Engine.Tests.Jobs;

public sealed class ScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Upkeep_takes_its_time_whatever_the_apps_clock_does()
    {
        var schedule = new Schedule(TimeSpan.FromMinutes(10));
        Assert.Equal(TimeSpan.FromMinutes(10), schedule.Interval(rate: 60));
        Assert.Equal(TimeSpan.FromMinutes(10), schedule.Interval(rate: 0));
    }

    [Theory]
    [InlineData(1, 600)]
    [InlineData(60, 10)]
    [InlineData(0.5, 1200)]
    [InlineData(100_000, 1)]
    public void A_job_in_the_apps_time_runs_faster_with_its_clock_but_at_most_every_second(double rate, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new Schedule(TimeSpan.FromMinutes(10), InAppTime: true).Interval(rate));

    [Fact]
    public void A_job_in_the_apps_time_stands_still_with_its_clock()
    {
        var schedule = new Schedule(TimeSpan.FromMinutes(10), InAppTime: true);
        Assert.Null(schedule.Interval(rate: 0));
        Assert.Null(schedule.DueIn(Now, Now, rate: 0));
    }

    [Theory]
    [InlineData(4, 6)]
    [InlineData(10, 0)]
    [InlineData(3000, 0)]
    [InlineData(-3000, 10)]
    public void After_a_restart_it_goes_on_where_it_was(int minutesAgo, int minutesLeft) =>
        Assert.Equal(TimeSpan.FromMinutes(minutesLeft), new Schedule(TimeSpan.FromMinutes(10)).DueIn(Now.AddMinutes(-minutesAgo), Now, rate: 1));

    [Fact]
    public void A_job_that_never_ran_is_due_at_once() => Assert.Equal(TimeSpan.Zero, new Schedule(TimeSpan.FromHours(6)).DueIn(last: null, Now, rate: 1));

    [Theory]
    [InlineData(1, "every minute")]
    [InlineData(10, "every 10 min")]
    [InlineData(60, "every hour")]
    [InlineData(360, "every 6 h")]
    [InlineData(1440, "every day")]
    public void Speaks_in_words(int minutes, string words) => Assert.Equal(words, new Schedule(TimeSpan.FromMinutes(minutes)).ToString());
}

using Baton.Core.Rollouts;

namespace Baton.Core.Tests.Rollouts;

public sealed class StopTestTests
{
    private static readonly StopLimit Same = new(Times: 1, Points: null, Decisions: 100);
    private static readonly StopLimit Twice = new(Times: 2, Points: null, Decisions: 100);
    private static readonly StopLimit FivePoints = new(Times: null, Points: 5, Decisions: 100);

    [Fact]
    public void A_jump_is_stopped_and_said_in_figures() => Assert.Equal(
        "60 of 100 (60 %) were suppressed or escalated, of the rest 90 of 900 (10 %); the limit was 2 times that",
        StopTest.Judge(Twice, Group(60, 100), Group(90, 900), look: 1));

    [Fact]
    public void A_jump_in_percentage_points_is_stopped_too() => Assert.Equal(
        "30 of 100 (30 %) were suppressed or escalated, of the rest 45 of 900 (5 %); the limit was 5 percentage points above that",
        StopTest.Judge(FivePoints, Group(30, 100), Group(45, 900), look: 1));

    [Theory]
    [InlineData(10, 100)]
    [InlineData(20, 100)]
    [InlineData(24, 100)]
    [InlineData(0, 100)]
    public void What_keeps_to_its_limit_or_may_be_above_it_by_chance_goes_on(int stopped, int decisions) =>
        Assert.Null(StopTest.Judge(Twice, Group(stopped, decisions), Group(90, 900), look: 1));

    [Fact]
    public void More_decisions_tell_what_fewer_cannot()
    {
        Assert.Null(StopTest.Judge(Twice, Group(24, 100), Group(100, 1_000), look: 1));
        Assert.NotNull(StopTest.Judge(Twice, Group(1_200, 5_000), Group(5_000, 50_000), look: 50));
    }

    [Fact]
    public void Nothing_is_concluded_before_the_first_look_or_without_anybody_to_compare_with()
    {
        Assert.Equal(0, StopTest.Look(Twice, Group(99, 99)));
        Assert.Equal(3, StopTest.Look(Twice, Group(0, 350)));
        Assert.Null(StopTest.Judge(Twice, Group(99, 99), Group(0, 900), look: 0));
        Assert.Null(StopTest.Judge(Twice, Group(100, 100), GroupCounts.None, look: 1));
    }

    // The promise that matters to whoever rolls out: however often it is looked at, a rollout at its limit is stopped by chance at most once in a hundred times.
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.3)]
    public void Looked_at_again_and_again_what_is_at_its_limit_is_hardly_ever_stopped(double rate)
    {
        const int Rollouts = 2_000;
        var chance = new Random(20261121);
        var stopped = Enumerable.Range(0, Rollouts).Count(_ => IsStopped(chance, Same, rate, rate));

        Assert.InRange(stopped, 0, (int)(Rollouts * StopTest.Error) + 10); // and two standard deviations
    }

    [Fact]
    public void What_is_well_above_its_limit_is_nearly_always_stopped()
    {
        const int Rollouts = 200;
        var chance = new Random(1);
        var stopped = Enumerable.Range(0, Rollouts).Count(_ => IsStopped(chance, Twice, canary: 0.4, rest: 0.1));

        Assert.True(stopped >= Rollouts * 0.99, $"{stopped} of {Rollouts}");
    }

    // Twenty looks at a tenth of the customers.
    private static bool IsStopped(Random chance, StopLimit limit, double canary, double rest)
    {
        var (inside, outside) = (GroupCounts.None, GroupCounts.None);
        for (var look = 1; look <= 20; look++)
        {
            (inside, outside) = (More(chance, inside, canary, 100), More(chance, outside, rest, 900));
            if (StopTest.Judge(limit, inside, outside, look) is not null) return true;
        }

        return false;
    }

    private static GroupCounts More(Random chance, GroupCounts group, double rate, int decisions)
    {
        var stopped = 0;
        for (var i = 0; i < decisions; i++) if (chance.NextDouble() < rate) stopped++;
        return group with { Suppress = group.Suppress + stopped, Allow = group.Allow + decisions - stopped };
    }

    private static GroupCounts Group(int stopped, int decisions) => new(decisions - stopped, 0, stopped / 2, stopped - stopped / 2);
}

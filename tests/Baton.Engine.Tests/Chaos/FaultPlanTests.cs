using Baton.Core.Agents;
using Baton.Engine.Chaos;

namespace Baton.Engine.Tests.Chaos;

public sealed class FaultPlanTests
{
    private static readonly InjectionOrder Order = new() { Agent = "reply", Failures = 0.3, BadAnswers = 0.2, LatencyFrom = TimeSpan.FromMilliseconds(200), LatencyTo = TimeSpan.FromMilliseconds(800), Seed = 7 };

    [Fact]
    public void The_shares_asked_for_are_kept_over_many_tasks()
    {
        var plans = Plans(Order);

        Assert.InRange(plans.Count(p => p.Fails) / 20_000.0, 0.29, 0.31);
        Assert.InRange(plans.Count(p => p.Bad is not null) / 20_000.0, 0.19, 0.21);
        Assert.DoesNotContain(plans, p => p.Fails && p.Bad is not null);
        foreach (var kind in (BadAnswer[])[BadAnswer.Broken, BadAnswer.OutOfRange, BadAnswer.Unsure]) Assert.InRange(plans.Count(p => p.Bad == kind) / 4_000.0, 0.28, 0.39);
    }

    [Fact]
    public void Latency_lies_evenly_in_its_range_and_a_fixed_one_is_fixed()
    {
        var latencies = Plans(Order).Select(p => p.Latency.TotalMilliseconds).ToList();

        Assert.All(latencies, ms => Assert.InRange(ms, 200, 800));
        Assert.InRange(latencies.Average(), 490, 510);
        Assert.All(Plans(Order with { LatencyTo = Order.LatencyFrom }), p => Assert.Equal(200, p.Latency.TotalMilliseconds));
    }

    [Fact]
    public void The_same_seed_gives_the_same_tasks_the_same_faults_and_another_seed_others()
    {
        Assert.Equal(Plans(Order), Plans(Order with { For = TimeSpan.FromHours(1) }));
        Assert.NotEqual(Plans(Order), Plans(Order with { Seed = 8 }));
    }

    [Fact]
    public void Nothing_and_everything_are_exact()
    {
        Assert.DoesNotContain(Plans(Order with { Failures = 0 }), p => p.Fails);
        Assert.All(Plans(Order with { Failures = 1, BadAnswers = 0 }), p => Assert.True(p.Fails));
    }

    [Theory]
    [InlineData(0.7, 0.4, 15, "/badAnswers")]
    [InlineData(-0.1, 0, 15, "/failures")]
    [InlineData(0.1, 0, 0, "/for")]
    [InlineData(0.1, 0, 1441, "/for")]
    public void What_cannot_be_meant_is_named(double failures, double bad, int minutes, string pointer) =>
        Assert.Contains(new InjectionOrder { Agent = "reply", Failures = failures, BadAnswers = bad, For = TimeSpan.FromMinutes(minutes) }.Faults(), f => f.Pointer == pointer);

    [Fact]
    public void An_order_that_injects_nothing_is_a_mistake() => Assert.Single(new InjectionOrder { Agent = "reply" }.Faults());

    private static List<FaultPlan> Plans(InjectionOrder order) => [.. Enumerable.Range(0, 20_000).Select(i => FaultPlan.Of(order, TaskId.Of(1000 + i, $"cus_{i % 300}")))];
}

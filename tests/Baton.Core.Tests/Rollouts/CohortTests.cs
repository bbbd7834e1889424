using Baton.Core.Customers;
using Baton.Core.Rollouts;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Core.Tests.Rollouts;

public sealed class CohortTests
{
    private static readonly string[] Customers = [.. Enumerable.Range(1, 20_000).Select(i => $"c{i}")];

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(99)]
    public void About_the_stated_share_of_customers_is_in(int share)
    {
        var isIn = Customers.Count(customer => Cohort.Has("cap:weekly", customer, share));

        // Five standard deviations of a fair draw.
        Assert.InRange(isIn, Expected(share) - 5 * Spread(share), Expected(share) + 5 * Spread(share));
    }

    [Fact]
    public void Who_is_in_stays_in_when_the_share_grows() => Prop.ForAll<NonNull<string>, NonNull<string>, byte>((trial, customer, n) =>
    {
        var share = n % 100;
        return !Cohort.Has(trial.Get, customer.Get, share) || Cohort.Has(trial.Get, customer.Get, share + 1);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nobody_is_in_none_and_everybody_is_in_all()
    {
        Assert.DoesNotContain(Customers, customer => Cohort.Has("version:8", customer, 0));
        Assert.All(Customers, customer => Assert.True(Cohort.Has("version:8", customer, 100)));
    }

    [Fact]
    public void The_workspace_is_no_customer() => Assert.False(Cohort.Has("version:8", CustomerState.OfWorkspace, 100));

    [Fact]
    public void Each_trial_has_its_own_draw()
    {
        var both = Customers.Count(customer => Cohort.Has("version:8", customer, 10) && Cohort.Has("version:9", customer, 10));

        Assert.InRange(both, Expected(1) - 5 * Spread(1), Expected(1) + 5 * Spread(1));
    }

    // Computed elsewhere, by what the documentation says: the first eight bytes of SHA-256 of "version:8\nc1" as a number, modulo 10,000.
    [Theory]
    [InlineData("version:8", "c1", 72, 73)]
    [InlineData("version:8", "c2", 79, 80)]
    [InlineData("cap:weekly", "c1", 91, 92)]
    [InlineData("cap:weekly", "c2", 63, 64)]
    public void The_draw_is_what_the_documentation_says_and_never_changes(string trial, string customer, int last, int first)
    {
        Assert.False(Cohort.Has(trial, customer, last));
        Assert.True(Cohort.Has(trial, customer, first));
    }

    private static int Expected(int share) => Customers.Length * share / 100;

    private static int Spread(int share) => (int)Math.Ceiling(Math.Sqrt(Customers.Length * share / 100.0 * (100 - share) / 100));
}

using Baton.Core.Arbitration;
using Baton.Engine.Cluster;
using Baton.Engine.Tests.Invariants;
using Baton.Engine.Tests.Running;
using Baton.Engine.Tests.Storage;

namespace Baton.Engine.Tests.Cluster;

/// <summary>Two nodes that reach the database and not each other.</summary>
[Trait("Database", "Postgres")]
public sealed class ParcelTests
{
    public ParcelTests() => Assert.SkipUnless(TestPostgres.IsUsed, "Only a server has several nodes.");

    [Fact]
    public async Task While_the_network_between_nodes_is_cut_either_answers_for_every_customer_and_a_cap_of_one_holds()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await nodes.A.DefineAsync("agent", "sales");
        await nodes.A.PublishAsync(Policy.CapOfOne);
        nodes.Cut(true);

        var rulings = await Task.WhenAll(Enumerable.Range(0, 120).Select(i => Task.Run(async () =>
            (Customer: i % 20, Ruling: await nodes.Both[i / 20 % 2].AskAsync($"p-{i}", "agent", $"email:c{i % 20}@example.com")))));

        Assert.All(rulings.GroupBy(r => r.Customer), asked => Assert.Single(asked, r => r.Ruling.Verdict == Verdict.Allow));
        Assert.All(nodes.Both, node => Assert.Single(node.Get<Reach>().Lost));
        Assert.True(nodes.A.Count().Balances, nodes.A.Count().ToString());
        await ReplayTests.AgreesAsync(nodes.A);
    }

    [Fact]
    public async Task What_was_sent_through_the_database_to_a_node_that_leaves_is_taken_by_who_has_its_lanes_then()
    {
        await using var nodes = await TwoNodes.StartAsync();
        nodes.Cut(true);
        var sending = Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => nodes.A.SendAsync($"m-{i}", $"email:c{i}@example.com"))));

        await nodes.StopAsync(nodes.B);

        Assert.Equal(60, (await sending).Select(turn => turn.Seq).Distinct().Count());
        Assert.True(nodes.A.Count().Balances, nodes.A.Count().ToString());
        await ReplayTests.AgreesAsync(nodes.A);
    }
}

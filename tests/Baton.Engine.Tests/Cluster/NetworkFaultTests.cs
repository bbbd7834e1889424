using System.Diagnostics;
using Baton.Engine.Tests.Faults;
using Baton.Engine.Tests.Storage;
using Npgsql;

namespace Baton.Engine.Tests.Cluster;

/// <summary>Two real nodes under load, each with a network of its own, whose cables are cut.</summary>
[Trait("Database", "Postgres")]
[Collection("Real nodes, one test at a time")]
[Trait("Needs", "Networks")]
public sealed class NetworkFaultTests
{
    public NetworkFaultTests() => Assert.SkipUnless(TestPostgres.IsUsed, "Only a server has several nodes.");

    [Fact]
    public async Task Nodes_that_do_not_reach_each_other_carry_through_the_database_and_say_so()
    {
        using var network = new Network(nodes: 2);
        using var server = new OwnServer(network.Database, network.Range);
        await using var nodes = await JoinedAsync(network, server);
        var crowd = nodes.Callers();
        crowd.Start();
        await Task.Delay(1_000);

        network.CutBetween();
        await UntilAsync(nodes, "cannot be reached");
        var before = crowd.Acknowledged.Count;
        await Task.Delay(TimeSpan.FromSeconds(FaultRun.IsLong ? 60 : 4));
        Console.WriteLine($"{crowd.Acknowledged.Count - before} events while the nodes were cut from each other");
        Assert.True(crowd.Acknowledged.Count > before);
        foreach (var node in nodes.Known) Assert.Empty(await node.ReasonsAsync());
        network.JoinBetween();
        await UntilAsync(nodes, "is reached again");

        await crowd.StopAsync();
        await nodes.DoneAsync();
        Assert.Empty(crowd.Broken);
        Assert.Empty(crowd.Refusals);
        await nodes.HoldsAsync(crowd);
    }

    [Fact]
    public async Task A_node_cut_from_the_database_is_taken_over_writes_nothing_more_and_joins_again_by_itself()
    {
        using var network = new Network(nodes: 2);
        using var server = new OwnServer(network.Database, network.Range);
        await using var nodes = await JoinedAsync(network, server);
        var crowd = nodes.Callers();
        crowd.Start();
        for (var round = 0; round < (FaultRun.IsLong ? 5 : 1); round++)
        {
            await Task.Delay(1_000);
            var began = Stopwatch.GetTimestamp();
            network.CutFromDatabase(0);
            await nodes.SharedAsync(1);
            var took = Stopwatch.GetElapsedTime(began);
            Console.WriteLine($"A node cut from the database was taken over after {took.TotalSeconds:0.0} s");
            Assert.True(took < TimeSpan.FromSeconds(10), $"It took {took.TotalSeconds:0.0} s until its lanes were taken over.");
            var reasons = await nodes.Known[0].UntilAsync(reasons => reasons.Count > 0);
            Assert.Contains(reasons, reason => reason.StartsWith("nodes: ", StringComparison.Ordinal) || reason.StartsWith("reading: ", StringComparison.Ordinal));
            Assert.Empty(await nodes.Known[1].ReasonsAsync());

            began = Stopwatch.GetTimestamp();
            network.JoinToDatabase(0);
            await nodes.SharedAsync(2);
            foreach (var node in nodes.Known) await node.UntilAsync(reasons => reasons.Count == 0);
            Console.WriteLine($"Joined to it, it had its share again after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
        }

        await crowd.StopAsync();
        await nodes.DoneAsync();
        nodes.RefusedWell(crowd);
        await nodes.HoldsAsync(crowd);
    }

    private static async Task<RealNodes> JoinedAsync(Network network, OwnServer server)
    {
        var nodes = await RealNodes.PrepareAsync(server.Connection);
        var remote = new NpgsqlConnectionStringBuilder(server.Connection) { Host = network.Database }.ConnectionString;
        foreach (var place in network.Places) await nodes.JoinAsync(place, remote);
        await nodes.SharedAsync(2);
        return nodes;
    }

    private static async Task UntilAsync(RealNodes nodes, string said)
    {
        for (var began = Stopwatch.GetTimestamp(); !nodes.Known.TrueForAll(node => node.Said.Contains(said, StringComparison.Ordinal)); await Task.Delay(50))
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30), $"After 30 s not every node said that another one {said}.");
        }
    }
}

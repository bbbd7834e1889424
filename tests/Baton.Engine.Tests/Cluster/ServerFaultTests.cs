using System.Diagnostics;
using Baton.Engine.Tests.Faults;
using Baton.Engine.Tests.Storage;

namespace Baton.Engine.Tests.Cluster;

/// <summary>Real nodes under load on a PostgreSQL server of their own, which is killed, broken off, stopped, and started again.</summary>
[Trait("Database", "Postgres")]
[Collection("Real nodes, one test at a time")]
public sealed class ServerFaultTests
{
    private const int Seed = 20261121;

    public ServerFaultTests() => Assert.SkipUnless(TestPostgres.IsUsed, "There is no server to kill.");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_happens_to_the_server_nothing_acknowledged_is_lost_and_it_goes_on_by_itself(int count)
    {
        using var server = new OwnServer();
        await using var nodes = await RealNodes.PrepareAsync(server.Connection);
        for (var i = 0; i < count; i++) await nodes.JoinAsync();
        await nodes.SharedAsync(count);
        var crowd = nodes.Callers();
        crowd.Start();
        var random = new Random(Seed + count);
        Action[] ends = [server.Kill, server.Break, server.Stop];
        for (var round = 0; round < (FaultRun.IsLong ? 5 : 1); round++)
        {
            random.Shuffle(ends);
            foreach (var end in ends) await AwayAsync(server, nodes, end, TimeSpan.FromMilliseconds(random.Next(300, FaultRun.IsLong ? 20_000 : 2_500)));
            await Task.Delay(500);
            server.KillSession(random);
            await BackAsync(nodes, "One process of the server was killed");
        }

        await crowd.StopAsync();
        await nodes.DoneAsync();
        Assert.Empty(crowd.Broken);
        nodes.RefusedWell(crowd);
        await nodes.HoldsAsync(crowd);
    }

    private static async Task AwayAsync(OwnServer server, RealNodes nodes, Action end, TimeSpan away)
    {
        await Task.Delay(500);
        end();
        var began = Stopwatch.GetTimestamp();
        foreach (var node in nodes.Known)
        {
            var reasons = await node.UntilAsync(reasons => reasons.Count > 0);
            Assert.Contains(reasons, reason => reason.StartsWith("log: ", StringComparison.Ordinal) || reason.StartsWith("reading: ", StringComparison.Ordinal));
        }

        Console.WriteLine($"{end.Method.Name}: after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s health said so; away for {away.TotalSeconds:0.0} s more");
        await Task.Delay(away);
        server.Start();
        await BackAsync(nodes, end.Method.Name);
    }

    private static async Task BackAsync(RealNodes nodes, string what)
    {
        var began = Stopwatch.GetTimestamp();
        foreach (var node in nodes.Known) await node.UntilAsync(reasons => reasons.Count == 0);
        await nodes.SharedAsync(nodes.Known.Count);
        Console.WriteLine($"{what}: ready again after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s");
    }
}

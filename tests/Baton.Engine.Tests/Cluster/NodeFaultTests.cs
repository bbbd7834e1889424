using System.Diagnostics;
using Baton.Engine.Tests.Faults;
using Baton.Engine.Tests.Storage;

namespace Baton.Engine.Tests.Cluster;

/// <summary>
/// Three real nodes under load: one is killed, one stands still and goes on, one joins, one is asked to stop. The short form runs always; with
/// <c>BATON_FAULTS</c> every stage lasts longer and all of it happens several times.
/// </summary>
[Trait("Database", "Postgres")]
[Collection("Real nodes, one test at a time")]
public sealed class NodeFaultTests
{
    public NodeFaultTests() => Assert.SkipUnless(TestPostgres.IsUsed, "Only a server has several nodes.");

    [Fact]
    public async Task Whatever_happens_to_nodes_under_load_nothing_acknowledged_is_lost_or_counts_twice_and_every_cap_holds()
    {
        await using var nodes = await RealNodes.PrepareAsync();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => nodes.JoinAsync()));
        await nodes.SharedAsync(3);
        var crowd = nodes.Callers();
        crowd.Start();
        for (var round = 0; round < (FaultRun.IsLong ? 4 : 1); round++)
        {
            for (; nodes.Known.Count < 3; await nodes.SharedAsync(nodes.Known.Count)) await nodes.JoinAsync();
            await TroubleAsync(nodes, crowd);
        }

        await crowd.StopAsync();
        await nodes.DoneAsync();
        await nodes.HoldsAsync(crowd);
    }

    private static async Task TroubleAsync(RealNodes nodes, Crowd crowd)
    {
        var pause = TimeSpan.FromSeconds(FaultRun.IsLong ? 10 : 1.5);
        await Task.Delay(pause);
        var (killed, frozen) = (nodes.Known[0], nodes.Known[1]);

        nodes.Known.Remove(killed);
        var began = Stopwatch.GetTimestamp();
        killed.Kill();
        await nodes.SharedAsync(2);
        Took("A killed node was taken over", began);

        nodes.Known.Remove(frozen);
        began = Stopwatch.GetTimestamp();
        frozen.Freeze();
        await nodes.SharedAsync(1);
        Took("A node that stood still was taken over", began);
        if (TimeSpan.FromSeconds(12) - Stopwatch.GetElapsedTime(began) is var rest && rest > TimeSpan.Zero) await Task.Delay(rest);
        began = Stopwatch.GetTimestamp();
        frozen.Thaw();
        await nodes.SharedAsync(2);
        Took("Having gone on, it had its share", began);
        nodes.Known.Add(frozen);

        began = Stopwatch.GetTimestamp();
        await nodes.JoinAsync();
        await nodes.SharedAsync(3);
        Took("A new node was started and had its share", began);
        await Task.Delay(pause);

        var leaving = nodes.Known[0];
        nodes.Known.Remove(leaving);
        began = Stopwatch.GetTimestamp();
        await leaving.EndAsync();
        await nodes.SharedAsync(2);
        Took("A node was stopped and had given its share", began);
        nodes.RefusedWell(crowd);
    }

    private static void Took(string what, long began) => Console.WriteLine($"{what} {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s");
}

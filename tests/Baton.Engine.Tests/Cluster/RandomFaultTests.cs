using System.Diagnostics;
using System.Globalization;
using Baton.Engine.Tests.Faults;
using Baton.Engine.Tests.Storage;
using Npgsql;

namespace Baton.Engine.Tests.Cluster;

/// <summary>
/// Up to four real nodes under load, and everything that can happen to them, their network and their server, in any order and at the same time. It runs
/// only with <c>BATON_FAULTS</c>, for ten minutes; alone, for half a minute. The seed is said; <c>BATON_SEED</c> sets it.
/// </summary>
[Trait("Database", "Postgres")]
[Collection("Real nodes, one test at a time")]
[Trait("Needs", "Networks")]
[Trait("Part", "Nightly")]
public sealed class RandomFaultTests
{
    private const int Most = 4, Restarts = 3;

    private static readonly TimeSpan Lasting = FaultRun.IsLong ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(25);

    private readonly int _seed = int.TryParse(Environment.GetEnvironmentVariable("BATON_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20261121;
    private readonly Random _random;
    private readonly AppProcess?[] _at = new AppProcess?[Most];
    private readonly Dictionary<string, (TimeSpan At, Action End)> _underway = new(StringComparer.Ordinal);
    private readonly long _began = Stopwatch.GetTimestamp();
    private string _remote = "";

    public RandomFaultTests()
    {
        Assert.SkipUnless(TestPostgres.IsUsed, "Only a server has several nodes.");
        _random = new Random(_seed);
    }

    [Fact]
    public async Task Whatever_happens_in_whatever_order_nothing_acknowledged_is_lost_or_counts_twice_and_every_cap_holds()
    {
        using var network = new Network(Most);
        using var server = new OwnServer(network.Database, network.Range);
        _remote = new NpgsqlConnectionStringBuilder(server.Connection) { Host = network.Database }.ConnectionString;
        await using var nodes = await RealNodes.PrepareAsync(server.Connection);
        foreach (var place in (int[])[0, 1]) await JoinAsync(nodes, network, place);
        await nodes.SharedAsync(2);
        Say($"seed {_seed}");
        var crowd = nodes.Callers();
        crowd.Start();
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Lasting; await Task.Delay(_random.Next(300, FaultRun.IsLong ? 6_000 : 2_500)))
        {
            EndWhatIsDue(Stopwatch.GetElapsedTime(_began));
            await BeginAsync(nodes, network, server);
        }

        EndWhatIsDue(TimeSpan.MaxValue);
        await nodes.SharedAsync(nodes.Known.Count);
        foreach (var node in nodes.Known.ToArray()) await node.UntilAsync(reasons => reasons.Count == 0);
        var after = crowd.Acknowledged.Count;
        for (var began = Stopwatch.GetTimestamp(); crowd.Acknowledged.Count < after + 50; await Task.Delay(50)) Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30), $"Once everything was mended nothing was taken any more.\n{nodes.Heard(crowd)}");
        await crowd.StopAsync();
        await nodes.DoneAsync();
        nodes.RefusedWell(crowd);
        await nodes.HoldsAsync(crowd);
    }

    private async Task BeginAsync(RealNodes nodes, Network network, OwnServer server)
    {
        var place = _random.Next(Most);
        var isServed = !_underway.ContainsKey("server");
        switch (_random.Next(10))
        {
            case < 4 when _at[place] is null && isServed && !_underway.ContainsKey($"cut {place}"):
                Say($"node {place} joins");
                await JoinAsync(nodes, network, place);
                break;
            case 0 or 1 when _at[place] is { } node && nodes.Known.Count > 1:
                Say($"node {place} is killed");
                nodes.Known.Remove(node);
                End($"frozen {place}");
                _at[place] = null;
                node.Kill();
                break;
            case 2 when _at[place] is { } node && nodes.Known.Count > 1 && _underway.Count == 0:
                Say($"node {place} is stopped");
                nodes.Known.Remove(node);
                _at[place] = null;
                await node.EndAsync();
                break;
            case 3 or 4 when _at[place] is { } node:
                Begin($"frozen {place}", node.Freeze, node.Thaw, most: 9_000);
                break;
            case 5 or 6 when _at[place] is not null:
                Begin($"cut {place}", () => network.CutFromDatabase(place), () => network.JoinToDatabase(place), most: 12_000);
                break;
            case 7:
                Begin("between", network.CutBetween, network.JoinBetween, most: 12_000);
                break;
            case 8:
                Action[] ends = [server.Kill, server.Break, server.Stop];
                Begin("server", ends[_random.Next(ends.Length)], server.Start, most: 5_000);
                break;
            case 9 when isServed:
                Say("one process of the server is killed");
                server.KillSession(_random);
                break;
        }
    }

    private void Begin(string what, Action begin, Action end, int most)
    {
        if (_underway.ContainsKey(what)) return;
        var lasts = TimeSpan.FromMilliseconds(_random.Next(300, most));
        Say($"{what} ({begin.Method.Name}) for {lasts.TotalSeconds:0.0} s");
        begin();
        _underway[what] = (Stopwatch.GetElapsedTime(_began) + lasts, end);
    }

    private void EndWhatIsDue(TimeSpan now)
    {
        foreach (var what in _underway.Where(fault => fault.Value.At <= now).Select(fault => fault.Key).ToList()) End(what);
    }

    private void End(string what)
    {
        if (!_underway.Remove(what, out var fault)) return;
        Say($"{what} ends");
        fault.End();
    }

    private async Task JoinAsync(RealNodes nodes, Network network, int place)
    {
        for (var again = Restarts; ; again--)
        {
            try
            {
                var node = await nodes.StartAsync(network.Places[place], _remote);
                _at[place] = node;
                nodes.Known.Add(node);
                return;
            }
            catch (InvalidOperationException ended) when (again > 0)
            {
                Say($"node {place} could not start and is started again: {ended.InnerException?.Message}"); // as its supervisor would
            }
        }
    }

    private void Say(string what) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(_began).TotalSeconds,6:0.0} {what}"));
}

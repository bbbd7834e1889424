using System.Diagnostics;
using System.Globalization;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Verification;
using Baton.Engine.Tests.Faults;
using Baton.Engine.Tests.Invariants;
using Baton.Engine.Tests.Running;
using Baton.Engine.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Baton.Engine.Tests.Cluster;

/// <summary>
/// Three real nodes under load: one is killed, one stands still and goes on, one joins, one is asked to stop. The short form runs always; with
/// <c>BATON_FAULTS</c> every stage lasts longer and all of it happens several times.
/// </summary>
[Trait("Database", "Postgres")]
public sealed class NodeFaultTests : IDisposable
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("BATON_FAULTS") is { Length: > 0 };

    private readonly List<DirectoryInfo> _folders = [];

    public NodeFaultTests() => Assert.SkipUnless(TestPostgres.IsUsed, "Only a server has several nodes.");

    [Fact]
    public async Task Whatever_happens_to_nodes_under_load_nothing_acknowledged_is_lost_or_counts_twice_and_every_cap_holds()
    {
        await using var engine = await PreparedAsync();
        var nodes = new List<AppProcess>(await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => JoinAsync(engine))));
        var crowd = new Crowd(() => [.. nodes.ToArray().Select(node => node.Client)], callers: 12);
        try
        {
            await SharedAsync(engine, 3);
            crowd.Start();
            for (var round = 0; round < (IsLong ? 4 : 1); round++)
            {
                for (; nodes.Count < 3; await SharedAsync(engine, nodes.Count)) nodes.Add(await JoinAsync(engine));
                await TroubleAsync(engine, nodes, crowd);
            }

            await crowd.StopAsync();
            await DoneAsync(engine);
        }
        finally
        {
            foreach (var node in nodes) node.Dispose();
        }

        Console.WriteLine($"{crowd.Acknowledged.Count} events and {crowd.Verdicts.Count} verdicts; the longest call took {crowd.Longest.TotalSeconds:0.0} s.");
        engine.Clock.AdvanceTo(DateTimeOffset.UtcNow);
        await engine.StartAgainAsync();
        await HoldsAsync(engine, crowd);
    }

    private async Task TroubleAsync(TestEngine engine, List<AppProcess> nodes, Crowd crowd)
    {
        var pause = TimeSpan.FromSeconds(IsLong ? 10 : 1.5);
        await Task.Delay(pause);
        var (killed, frozen) = (nodes[0], nodes[1]);
        var errorsBefore = crowd.Errors.Count;

        nodes.Remove(killed);
        var began = Stopwatch.GetTimestamp();
        killed.Kill();
        await SharedAsync(engine, 2);
        Took("A killed node was taken over", began);
        killed.Dispose();

        nodes.Remove(frozen);
        began = Stopwatch.GetTimestamp();
        frozen.Freeze();
        await SharedAsync(engine, 1);
        Took("A node that stood still was taken over", began);
        if (TimeSpan.FromSeconds(12) - Stopwatch.GetElapsedTime(began) is var rest && rest > TimeSpan.Zero) await Task.Delay(rest);
        began = Stopwatch.GetTimestamp();
        frozen.Thaw();
        await SharedAsync(engine, 2);
        Took("Having gone on, it had its share", began);
        nodes.Add(frozen);

        began = Stopwatch.GetTimestamp();
        nodes.Add(await JoinAsync(engine));
        await SharedAsync(engine, 3);
        Took("A new node was started and had its share", began);
        await Task.Delay(pause);

        var leaving = nodes[0];
        nodes.Remove(leaving);
        began = Stopwatch.GetTimestamp();
        await leaving.EndAsync();
        await SharedAsync(engine, 2);
        Took("A node was stopped and had given its share", began);
        leaving.Dispose();
        Assert.True(crowd.Errors.Count == errorsBefore, string.Join('\n', crowd.Errors.Distinct(StringComparer.Ordinal).Take(10)));
    }

    private static void Took(string what, long began) => Console.WriteLine($"{what} {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s");

    private async Task<AppProcess> JoinAsync(TestEngine engine)
    {
        var folder = Directory.CreateTempSubdirectory("baton-node-");
        lock (_folders) _folders.Add(folder);
        return await AppProcess.StartAsync(new StorageOptions { Data = folder.FullName, Postgres = engine.Storage.Postgres });
    }

    // Every lane has a node, each node its share.
    private static async Task SharedAsync(TestEngine engine, int nodes)
    {
        await using var source = NpgsqlDataSource.Create(engine.Storage.Postgres!);
        List<long> shares = [];
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(20))
        {
            await using var ask = source.CreateCommand("SELECT count(*) FROM Lane l JOIN Node n ON n.Id = l.Node GROUP BY n.Id");
            await using var rows = await ask.ExecuteReaderAsync();
            shares.Clear();
            while (await rows.ReadAsync()) shares.Add(rows.GetInt64(0));
            if (shares.Count == nodes && shares.Sum() == 64 && shares.Max() - shares.Min() <= 2) return;
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(40), $"After 40 s the lanes lie {string.Join(", ", shares)} and not with {nodes} nodes.");
        }
    }

    private static async Task<TestEngine> PreparedAsync()
    {
        var engine = await TestEngine.StartAsync();
        await engine.DefineAsync("first", with: a => a with { BuiltIn = "sentiment" });
        await engine.DefineAsync("asker", "sales", AgentKind.Pull);
        await engine.PublishAsync(Policy.Chain("first"), Policy.CapOfOne);
        await engine.StopAsync();
        return engine;
    }

    private static async Task DoneAsync(TestEngine engine)
    {
        await using var source = NpgsqlDataSource.Create(engine.Storage.Postgres!);
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(50))
        {
            await using var ask = source.CreateCommand("SELECT (SELECT count(*) FROM Task WHERE Status IN ('queued', 'leased')) + (SELECT count(*) FROM Inbox)");
            if ((long)(await ask.ExecuteScalarAsync())! == 0) return;
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1), "Tasks or parts of batches are still open after a minute.");
        }
    }

    private static async Task HoldsAsync(TestEngine engine, Crowd crowd)
    {
        Assert.NotEmpty(crowd.Acknowledged);
        foreach (var (id, seq) in crowd.Acknowledged) Assert.Equal(seq, engine.Lookups.FindDuplicate(TestEngine.Workspace, Crowd.Source, id));
        var log = engine.Log();
        Assert.Equal(log.Count, log.Select(r => (r.Workspace, r.Source, r.Id)).Distinct().Count());
        var messages = log.Count(r => r.Type == EventTypes.MessageReceived);

        await using var db = engine.OpenDb();
        Assert.Equal(messages, await db.Tasks.CountAsync(t => t.Status == "done"));
        Assert.Equal(messages, log.Count(r => r.Type == EventTypes.TaskFinished));
        var allowed = await db.Actions.Where(a => a.Verdict == "allow").Select(a => a.Customer).ToListAsync();
        Assert.Equal(allowed.Count, allowed.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(allowed.Count, await db.Actions.Select(a => a.Customer).Distinct().CountAsync());
        var decided = await db.Actions.ToDictionaryAsync(a => a.Id, a => a.Verdict, StringComparer.Ordinal);
        Assert.All(crowd.Verdicts, told => Assert.Equal(told.Value, decided[told.Key]));

        Assert.True(engine.Count().Balances, engine.Count().ToString());
        var findings = new Verifier(engine.Get<Database>()).Run();
        Assert.True(findings.IsWhole, string.Join('\n', findings.Faults));
        await ReplayTests.AgreesAsync(engine);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{log.Count} rows: {engine.Count()}"));
    }

    public void Dispose()
    {
        foreach (var folder in _folders) folder.Delete(recursive: true);
    }
}

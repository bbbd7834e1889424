using System.Diagnostics;
using System.Globalization;
using System.Net.Mime;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Verification;
using Baton.Engine.Tests.Faults;
using Baton.Engine.Tests.Invariants;
using Baton.Engine.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Baton.Engine.Tests.Cluster;

/// <summary>Nodes that are processes of their own, on one database, and what must be true of it whatever happened to them.</summary>
internal sealed class RealNodes : IAsyncDisposable
{
    private readonly TestEngine _engine;
    private readonly List<DirectoryInfo> _folders = [];
    private readonly List<AppProcess> _processes = [];
    private readonly Lock _gate = new();

    private RealNodes(TestEngine engine) => _engine = engine;

    /// <summary>Those that callers know.</summary>
    public List<AppProcess> Known { get; } = [];

    /// <summary>Prepares a database: an agent that answers every message, another that asks, and a cap of one.</summary>
    /// <param name="database">A database that was made for it; null for one of the server that all tests share.</param>
    public static async Task<RealNodes> PrepareAsync(string? database = null)
    {
        var engine = database is null ? await TestEngine.StartAsync() : await TestEngine.StartOnAsync(database);
        await engine.DefineAsync("first", with: a => a with { BuiltIn = "sentiment" });
        await engine.DefineAsync("asker", "sales", AgentKind.Pull);
        await engine.PublishAsync(Policy.Chain("first"), Policy.CapOfOne);
        await engine.StopAsync();
        var nodes = new RealNodes(engine);
        Assert.Equal(0, (await nodes.ReadAsync("SELECT count(*) FROM Node"))[0]);
        return nodes;
    }

    /// <summary>A crowd that calls whoever is known at the moment.</summary>
    public Crowd Callers(int callers = 12) => new(() => [.. Known.ToArray().Select(node => node.Client)], callers);

    /// <summary>Starts a node; callers do not know it yet.</summary>
    /// <param name="where">Its network; null for the machine's.</param>
    /// <param name="database">How it reaches the database, when otherwise than this process does.</param>
    public async Task<AppProcess> StartAsync(Place? where = null, string? database = null)
    {
        var folder = Directory.CreateTempSubdirectory("baton-node-");
        lock (_gate) _folders.Add(folder);
        var node = await AppProcess.StartAsync(new StorageOptions { Data = folder.FullName, Postgres = database ?? _engine.Storage.Postgres }, where);
        lock (_gate) _processes.Add(node);
        return node;
    }

    /// <summary>Starts a node and lets callers know it.</summary>
    public async Task JoinAsync(Place? where = null, string? database = null)
    {
        var node = await StartAsync(where, database);
        lock (_gate) Known.Add(node);
    }

    /// <summary>Waits until every lane has a node, and so many nodes their share.</summary>
    public async Task SharedAsync(int nodes)
    {
        List<long> shares = [];
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(20))
        {
            shares = await ReadAsync("SELECT count(*) FROM Lane l JOIN Node n ON n.Id = l.Node GROUP BY n.Id");
            if (shares.Count == nodes && shares.Sum() == 64 && shares.Max() - shares.Min() <= 2) return;
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(40), $"After 40 s the lanes lie {string.Join(", ", shares)} and not with {nodes} nodes.");
        }
    }

    /// <summary>Waits until nothing is open.</summary>
    public async Task DoneAsync()
    {
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(50))
        {
            var open = await ReadAsync("SELECT count(*) FROM Task WHERE Status IN ('queued', 'leased') UNION ALL SELECT count(*) FROM Inbox");
            if (open is [0, 0]) return;
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1), $"After a minute {open[0]} tasks and {open[1]} batches are still open.");
        }
    }

    /// <summary>Asks the database, again and again while it is away.</summary>
    private async Task<List<long>> ReadAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_engine.Storage.Postgres!) { Pooling = false });
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(50))
        {
            try
            {
                await using var ask = source.CreateCommand(sql);
                await using var rows = await ask.ExecuteReaderAsync();
                List<long> read = [];
                while (await rows.ReadAsync()) read.Add(rows.GetInt64(0));
                return read;
            }
            catch (NpgsqlException) when (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20))
            {
                // It is starting.
            }
        }
    }

    /// <summary>Whatever was refused was refused in the way that callers can go on from.</summary>
    public void RefusedWell(Crowd crowd)
    {
        if (crowd.Refusals.FirstOrDefault(refusal => (refusal.Status, refusal.Type, refusal.SaysWhen) != (503, MediaTypeNames.Application.ProblemJson, true)) is not { } odd) return;
        var said = _processes.SelectMany(node => node.Said.Split('\n')).SkipWhile(line => !(line.Contains(" /api/", StringComparison.Ordinal) && line.TrimEnd().EndsWith(" failed", StringComparison.Ordinal))); // an answer that is none of Baton's own has its cause in the log
        Assert.Fail($"{odd}\n{string.Join('\n', said.Take(40))}");
    }

    /// <summary>What callers and nodes said last, for who wants to know why.</summary>
    public string Heard(Crowd crowd) => string.Join('\n', [
        $"{crowd.Acknowledged.Count} acknowledged; refused: {string.Join(" | ", crowd.Refusals.Select(refusal => refusal.Text).TakeLast(3))}; broken: {string.Join(" | ", crowd.Broken.TakeLast(3))}",
        .. Known.Select(node => string.Join('\n', node.Said.Split('\n').TakeLast(40))),
    ]);

    /// <summary>Ends every node, and looks whether all that callers were told is so: nothing lost, nothing twice, every cap kept, the log whole, and decided again the same.</summary>
    public async Task HoldsAsync(Crowd crowd)
    {
        foreach (var node in _processes) node.Dispose();
        _processes.Clear();
        Console.WriteLine($"{crowd.Acknowledged.Count} events and {crowd.Verdicts.Count} verdicts, {crowd.Refusals.Count} refusals, {crowd.Broken.Count} calls never answered; the longest took {crowd.Longest.TotalSeconds:0.0} s.");
        _engine.Clock.AdvanceTo(DateTimeOffset.UtcNow);
        await _engine.StartAgainAsync();

        Assert.NotEmpty(crowd.Acknowledged);
        foreach (var (id, seq) in crowd.Acknowledged) Assert.Equal(seq, _engine.Lookups.FindDuplicate(TestEngine.Workspace, Crowd.Source, id));
        var log = _engine.Log();
        Assert.Equal(log.Count, log.Select(r => (r.Workspace, r.Source, r.Id)).Distinct().Count());
        var messages = log.Count(r => r.Type == EventTypes.MessageReceived);

        await using var db = _engine.OpenDb();
        Assert.Equal(messages, await db.Tasks.CountAsync(t => t.Status == "done"));
        Assert.Equal(messages, log.Count(r => r.Type == EventTypes.TaskFinished));
        var allowed = await db.Actions.Where(a => a.Verdict == "allow").Select(a => a.Customer).ToListAsync();
        Assert.Equal(allowed.Count, allowed.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(allowed.Count, await db.Actions.Select(a => a.Customer).Distinct().CountAsync());
        var decided = await db.Actions.ToDictionaryAsync(a => a.Id, a => a.Verdict, StringComparer.Ordinal);
        Assert.All(crowd.Verdicts, told => Assert.Equal(told.Value, decided[told.Key]));

        Assert.True(_engine.Count().Balances, _engine.Count().ToString());
        var findings = new Verifier(_engine.Get<Database>()).Run();
        Assert.True(findings.IsWhole, string.Join('\n', findings.Faults));
        await ReplayTests.AgreesAsync(_engine);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{log.Count} rows: {_engine.Count()}"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _processes) node.Dispose();
        await _engine.DisposeAsync();
        foreach (var folder in _folders) folder.Delete(recursive: true);
    }
}

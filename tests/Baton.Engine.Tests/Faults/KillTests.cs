using System.Diagnostics;
using Baton.Core.Events;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Verification;
using Baton.Engine.Tests.Invariants;
using Baton.Engine.Tests.Running;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Tests.Faults;

/// <summary>
/// The real app, killed at a random moment while it takes events at full speed, and started again. The short form runs always; with
/// <c>BATON_FAULTS=10x20000</c> it is ten kills, each during 20,000 events, which takes a quarter of an hour and says its figures.
/// </summary>
public sealed class KillTests
{
    private static readonly int[] Asked = [.. (Environment.GetEnvironmentVariable("BATON_FAULTS") ?? "").Split('x', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

    [Fact]
    public async Task What_was_acknowledged_survives_every_kill_counts_once_and_reaches_an_outcome()
    {
        var (kills, events) = Asked is [var k, var e] ? (k, e) : (2, 1_500);
        var random = new Random(20261121);
        await using var engine = await PreparedAsync();
        var senders = new List<Sender>();
        var app = await AppProcess.StartAsync(engine.Storage);
        try
        {
            for (var round = 0; round < kills; round++)
            {
                senders.Add(new Sender($"r{round}", events));
                app = await KilledAsync(app, engine.Storage, senders[^1], events, random);
            }

            await DoneAsync(engine.Storage);
        }
        finally
        {
            app.Dispose();
        }

        engine.Clock.AdvanceTo(DateTimeOffset.UtcNow);
        await engine.StartAgainAsync();
        await HoldsAsync(engine, senders, kills * events);
    }

    private static async Task<TestEngine> PreparedAsync()
    {
        var engine = await TestEngine.StartAsync();
        foreach (var name in (string[])["first", "second"]) await engine.DefineAsync(name, with: a => a with { BuiltIn = "sentiment" });
        await engine.PublishAsync(Policy.Chain("first", "second"));
        await engine.StopAsync();
        return engine;
    }

    private static async Task<AppProcess> KilledAsync(AppProcess app, StorageOptions storage, Sender sender, int events, Random random)
    {
        var (after, began) = (random.Next(events / 20, events * 19 / 20), Stopwatch.GetTimestamp());
        await sender.SendAsync(app.Client, acknowledged =>
        {
            if (acknowledged >= after) app.Kill();
        });
        var (atKill, sending) = (sender.Acknowledged.Count, Stopwatch.GetElapsedTime(began));
        app.Dispose();

        // Everything is sent again: what was taken is known, with the place it was acknowledged with.
        var next = await AppProcess.StartAsync(storage);
        await sender.SendAsync(next.Client, _ => { });
        Assert.Equal(events, sender.Acknowledged.Count);
        if (Asked.Length > 0) Console.WriteLine($"Killed with {atKill} of {events} acknowledged after {sending.TotalSeconds:0.0} s ({atKill / sending.TotalSeconds:0}/s); ready again after {next.Recovery.TotalSeconds:0.00} s; of {sender.Duplicates - atKill} the acknowledgement was lost.");
        return next;
    }

    private static async Task DoneAsync(StorageOptions storage)
    {
        var options = new DbContextOptionsBuilder<BatonDb>();
        using var database = storage.Open();
        options.UseBaton(database);
        await using var db = new BatonDb(options.Options);
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(100))
        {
            var tasks = await db.Tasks.CountAsync(t => t.Status == "queued" || t.Status == "leased");
            var actions = await db.Actions.CountAsync(a => a.Execute == "baton" && a.Status == "allowed");
            if (tasks + actions == 0) return;
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(10), $"{tasks} tasks and {actions} actions are still open.");
        }
    }

    private static async Task HoldsAsync(TestEngine engine, List<Sender> senders, int events)
    {
        foreach (var (id, seq) in senders.SelectMany(s => s.Acknowledged)) Assert.Equal(seq, engine.Lookups.FindDuplicate(TestEngine.Workspace, Sender.Source, id));

        var log = engine.Log();
        Assert.Equal(events, log.Count(r => r.Type == EventTypes.MessageReceived));
        Assert.Equal(log.Count, log.Select(r => (r.Workspace, r.Source, r.Id)).Distinct().Count());

        await using var db = engine.OpenDb();
        Assert.Equal(2 * events, db.Tasks.Count());
        Assert.Equal(2 * events, db.Tasks.Count(t => t.Status == "done"));
        Assert.Equal(2 * events, log.Count(r => r.Type == EventTypes.TaskFinished));

        Assert.Equal(2 * events, db.AgentUsage.Sum(u => u.Calls)); // what agents used is counted with each result, and once

        var count = engine.Count();
        Assert.True(count.Balances, count.ToString());
        Assert.Equal((0, 0), (count.Log.Waiting, count.Log.Failed));
        await ReplayTests.AgreesAsync(engine);
        var findings = new Verifier(engine.Get<Database>()).Run();
        Assert.True(findings.IsWhole, string.Join('\n', findings.Faults));
        if (Asked.Length > 0) Console.WriteLine($"{log.Count} rows; {count}");
    }
}

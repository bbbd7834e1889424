using System.Diagnostics;
using System.Text.Json;
using Baton.Benchmarks.Coordination;
using Baton.Core.Events;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Lookups;

namespace Baton.Benchmarks.Policies;

/// <summary>
/// <c>publish --rate 1000 --seconds 10</c>: chains begin at a fixed rate, and every second another version of the policy is published. Says how late events were acknowledged, and looks at the log:
/// each version must decide everything after one row and nothing before it, no event may be missing, and the log decided again must say the same.
/// </summary>
internal static class PublishBenchmark
{
    private const int Customers = 5_000;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (rate, seconds) = (arguments.Number("rate", 1_000), arguments.Number("seconds", 10));
        await using var engine = await BenchmarkEngine.StartAsync(ChainPolicy.Agents.Length, 512);
        var finishes = new Finishes(engine.Journal, ChainPolicy.Agents.Length);
        var (took, waits, chains, published) = (new List<double>(), new List<double>(), new List<Task>(), 1);
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < rate * seconds; i++)
        {
            if (TimeSpan.FromSeconds((double)i / rate) - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } wait) await Task.Delay(wait);
            chains.Add(OneAsync(engine, finishes, waits, i));
            if (i % rate == rate / 2) took.Add(await PublishAsync(engine, published++));
        }

        await Task.WhenAll(chains);
        var lasted = Stopwatch.GetElapsedTime(began);
        var (inForce, misplaced, events) = (1, 0, 0);
        foreach (var row in engine.Get<LogLookups>().ReadLog(0, int.MaxValue))
        {
            if (row.Type == EventTypes.PolicyPublished) inForce = JsonElement.Parse(row.Data!).GetProperty("version").GetInt32();
            else if (row is { Customer: not null, Decisions: not null } && row.Policy != inForce) misplaced++;
            if (row.Type == EventTypes.MessageReceived) events++;
        }

        waits.Sort();
        var agrees = engine.Get<Replay>().Run(engine.Workspace).Agrees;
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            events, eventsPerSecond = Math.Round(rate * seconds / lasted.TotalSeconds), publications = took.Count, publishMs = Math.Round(took.Average(), 1), publishMostMs = Math.Round(took.Max(), 1),
            acknowledgedP50Ms = Math.Round(waits[waits.Count / 2], 1), acknowledgedP99Ms = Math.Round(waits[waits.Count * 99 / 100], 1), decidedByAnotherVersion = misplaced, replayAgrees = agrees,
        }));
        return misplaced == 0 && agrees && events == rate * seconds ? 0 : 1;
    }

    private static async Task OneAsync(BenchmarkEngine engine, Finishes finishes, List<double> waits, int i)
    {
        var sent = Stopwatch.GetTimestamp();
        var seq = (await engine.Conductor.TakeAsync(engine.Workspace, Messages.Number(i, Customers))).Seq;
        lock (waits) waits.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        await finishes.OfAsync(seq);
    }

    // The caps differ, so that each version really decides otherwise.
    private static async Task<double> PublishAsync(BenchmarkEngine engine, int number)
    {
        var document = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(ChainPolicy.Document(ChainPolicy.Agents.Length))!;
        document["caps"] = JsonElement.Parse($$"""[{"id":"daily","blocks":{"field":"action.kind","op":"startsWith","value":"contact."},"max":{{number}},"per":"day"}]""");
        var desk = engine.Get<PolicyDesk>();
        var faults = await desk.PutDraftAsync(engine.Workspace, JsonSerializer.SerializeToElement(document), "benchmark");
        if (faults.Count > 0) throw new InvalidOperationException(faults[0].ToString());
        var began = Stopwatch.GetTimestamp();
        await desk.PublishAsync(engine.Workspace, Actor.Baton, "benchmark");
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Journaling;

namespace Baton.Benchmarks.Coordination;

/// <summary>
/// <c>agents --tasks 2000</c>: 200 agents with as many tasks at once: half of the agents quick, the others slow, failing, or hanging for ever, each with eight calls at
/// the same time. First the quick ones alone, then all together. For each class how long a task waited for its first call and until it was settled; those that hang settle nothing, and must not keep anybody else.
/// </summary>
internal static class AgentsBenchmark
{
    private const int Agents = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var tasks = arguments.Number("tasks", 2000);
        var called = new ConcurrentDictionary<long, long>();
        await using var engine = await BenchmarkEngine.StartAsync(steps: 1, 512, postgres: arguments.Postgres, more: [.. Enum.GetValues<Manner>().Select(manner => new MixedAgent(manner, called))]);
        await DefineAsync(engine);
        var settled = new ConcurrentDictionary<long, long>();
        engine.Journal.Committed += batch => Note(batch, settled);

        var alone = Enumerable.Range(0, tasks).Where(i => Of(i) == Manner.Quick).ToList();
        await RoundAsync(engine, "warm-up", alone, called, settled, prints: false);
        await RoundAsync(engine, "quick alone", alone, called, settled, prints: true);
        var hung = await RoundAsync(engine, "all together", [.. Enumerable.Range(0, tasks)], called, settled, prints: true);
        var (atWork, waiting) = (engine.Get<Dispatcher>().AtWork, engine.Get<Dispatcher>().Queued);
        Print($$"""{"leftOver":{{hung}},"stillAtWork":{{atWork}},"stillWaiting":{{waiting}},"threads":{{ThreadPool.ThreadCount}},"rssMb":{{Process.GetCurrentProcess().WorkingSet64 / 1048576.0:0}}}""");
        return hung == 0 ? 0 : 1;
    }

    // Ten to a hundred: of ten agents five are quick, three slow, one fails and one hangs.
    private static Manner Of(int agent) => (agent % 10) switch { < 5 => Manner.Quick, < 8 => Manner.Slow, 8 => Manner.Failing, _ => Manner.Hanging };

    private static string NameOf(int agent) => string.Create(CultureInfo.InvariantCulture, $"{MixedAgent.NameOf(Of(agent))}-{agent % Agents}");

    private static async Task DefineAsync(BenchmarkEngine engine)
    {
        foreach (var i in Enumerable.Range(0, Agents))
        {
            await engine.Get<AgentDesk>().DefineAsync(engine.Workspace, new AgentDefinition
            {
                Name = NameOf(i),
                Department = "support",
                Kind = AgentKind.BuiltIn,
                BuiltIn = MixedAgent.NameOf(Of(i)),
                Timeout = TimeSpan.FromHours(1),
                MaxAttempts = 2,
                Limits = AgentLimits.Usual with { Concurrency = 8, FirstWait = TimeSpan.FromSeconds(1), Breaker = new BreakerLimits { Break = TimeSpan.FromSeconds(1) } },
            }, Actor.Baton);
        }

        var rules = Enumerable.Range(0, Agents).Select(i => $$$"""{"id":"to-{{{NameOf(i)}}}","when":{"field":"event.data.topic","op":"eq","value":"{{{NameOf(i)}}}"},"to":{"agent":"{{{NameOf(i)}}}"}}""");
        var policies = engine.Get<PolicyDesk>();
        var faults = await policies.PutDraftAsync(engine.Workspace, JsonElement.Parse($$"""{"departments":["support"],"routing":[{{string.Join(',', rules)}}]}"""), "benchmark");
        if (faults.Count > 0) throw new InvalidOperationException(faults[0].ToString());
        await policies.PublishAsync(engine.Workspace, Actor.Baton, "benchmark");
    }

    // Settled is a chain that no agent has to do with any more: done, or with a person.
    private static void Note(CommittedBatch batch, ConcurrentDictionary<long, long> settled)
    {
        var now = Stopwatch.GetTimestamp();
        foreach (var row in batch.Log) if (row.Type == EventTypes.TaskFinished && (row.Handoff is not null || row.Sentence?.Contains("is done", StringComparison.Ordinal) == true)) settled.TryAdd(row.Root, now);
    }

    private static async Task<int> RoundAsync(BenchmarkEngine engine, string name, List<int> agents, ConcurrentDictionary<long, long> called, ConcurrentDictionary<long, long> settled, bool prints)
    {
        var sent = new ConcurrentBag<(Manner Manner, long Seq, long At)>();
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(agents.Select(i => Task.Run(async () =>
        {
            var turn = await engine.Conductor.TakeAsync(engine.Workspace, Message($"{name}-{i}", i));
            sent.Add((Of(i), turn.Seq, Stopwatch.GetTimestamp()));
        })));
        var until = Stopwatch.GetTimestamp() + (long)(Patience.TotalSeconds * Stopwatch.Frequency);
        while (sent.Any(s => s.Manner != Manner.Hanging && !settled.ContainsKey(s.Seq)) && Stopwatch.GetTimestamp() < until) await Task.Delay(100);
        var took = Stopwatch.GetElapsedTime(began);
        foreach (var of in sent.GroupBy(s => s.Manner).OrderBy(g => g.Key))
        {
            var waits = of.Where(s => called.ContainsKey(s.Seq)).Select(s => Math.Max(0, Stopwatch.GetElapsedTime(s.At, called[s.Seq]).TotalMilliseconds)).Order().ToList();
            var totals = of.Where(s => settled.ContainsKey(s.Seq)).Select(s => Math.Max(0, Stopwatch.GetElapsedTime(s.At, settled[s.Seq]).TotalMilliseconds)).Order().ToList();
            if (prints) Print($$"""{"round":"{{name}}","class":"{{MixedAgent.NameOf(of.Key)}}","agents":{{Agents * Share(of.Key) / 10}},"tasks":{{of.Count()}},"called":{{waits.Count}},"settled":{{totals.Count}},"waitP50Ms":{{Figures.At(waits, 0.5):0.0}},"waitP95Ms":{{Figures.At(waits, 0.95):0.0}},"totalP50Ms":{{Figures.At(totals, 0.5):0.0}},"totalP95Ms":{{Figures.At(totals, 0.95):0.0}}}""");
        }

        if (prints) Print($$"""{"round":"{{name}}","inFlightAtOnce":{{agents.Count}},"seconds":{{took.TotalSeconds:0.0}}}""");
        return sent.Count(s => s.Manner != Manner.Hanging && !settled.ContainsKey(s.Seq));
    }

    private static int Share(Manner manner) => manner switch { Manner.Quick => 5, Manner.Slow => 3, _ => 1 };

    private static Input Message(string id, int i)
    {
        _ = Address.TryMake("email", string.Create(CultureInfo.InvariantCulture, $"customer{i}@example.com"), out var address);
        return new Input { Source = "urn:benchmark", Id = id, Type = EventTypes.MessageReceived, Actor = Actor.Channel("urn:benchmark"), Subject = address.ToString(), Addresses = [address], Data = JsonSerializer.SerializeToElement(new { text = "Where is it?", topic = NameOf(i) }) };
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

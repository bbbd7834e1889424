using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;
using System.Collections.Frozen;

namespace Baton.Benchmarks.Coordination;

/// <summary>
/// <c>decide --rules 1000</c>: how many decisions a second the pure core makes over recorded events: a message and two proposals in turn, on both
/// cores; with so many rules more than usual, none of which matches.
/// </summary>
internal static class Decide
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (events, threads) = (arguments.Number("events", 400_000), arguments.Number("threads", Environment.ProcessorCount));
        var config = new WorkspaceConfig
        {
            Workspace = "default",
            Policy = PolicyReader.Read(ChainPolicy.Document(3, idle: arguments.Number("rules", 0)), 1),
            Agents = ChainPolicy.Agents.Append("outreach").Select(a => new AgentDefinition { Name = a, Department = a == "outreach" ? "sales" : "support" }).ToFrozenDictionary(a => a.Name, StringComparer.Ordinal),
        };
        var recorded = Recorded(events);
        Run(recorded.AsSpan(0, Math.Min(events, 50_000)).ToArray(), config);
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(() => Run(recorded, config))));
        var perSecond = (double)events * threads / Stopwatch.GetElapsedTime(began).TotalSeconds;
        var bytes = BytesPerDecision(recorded, config);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"decisionsPerSecond":{{perSecond:0}},"microsPerDecision":{{threads * 1e6 / perSecond:0.000}},"bytesPerDecision":{{bytes}},"medianMicros":{{Median(recorded, config):0.000}},"threads":{{threads}},"events":{{events}}}"""));
        return 0;
    }

    private static long BytesPerDecision(Event[] recorded, WorkspaceConfig config)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(recorded, config);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / recorded.Length;
    }

    // One at a time, on one thread: the middle is what a single decision takes when nothing else is going on.
    private static double Median(Event[] recorded, WorkspaceConfig config)
    {
        var states = new Dictionary<string, CustomerState>(StringComparer.Ordinal);
        var ticks = new long[Math.Min(recorded.Length, 100_000)];
        for (var i = 0; i < ticks.Length; i++)
        {
            var e = recorded[i];
            var state = states.TryGetValue(e.Customer!, out var known) ? known : CustomerState.New(e.Customer!);
            var began = Stopwatch.GetTimestamp();
            state = Decider.Decide(state, Causation.Link(state, e, e.Seq), config).State;
            ticks[i] = Stopwatch.GetTimestamp() - began;
            states[e.Customer!] = state with { Tasks = [] };
        }

        Array.Sort(ticks);
        return ticks[ticks.Length / 2] * 1e6 / Stopwatch.Frequency;
    }

    private static void Run(Event[] recorded, WorkspaceConfig config)
    {
        var states = new Dictionary<string, CustomerState>(StringComparer.Ordinal);
        foreach (var e in recorded)
        {
            var state = states.TryGetValue(e.Customer!, out var known) ? known : CustomerState.New(e.Customer!);
            states[e.Customer!] = Decider.Decide(state, Causation.Link(state, e, e.Seq), config).State with { Tasks = [] };
        }
    }

    private static Event[] Recorded(int events)
    {
        var from = new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
        var message = JsonElement.Parse("""{"text":"Where is my refund for order W4923227? It has been two weeks."}""");
        var promotion = JsonElement.Parse("""{"agent":"outreach","kind":"contact.email","purpose":"promotion","text":"A new plan for you"}""");
        var reply = JsonElement.Parse("""{"agent":"act","kind":"contact.email","purpose":"reply","text":"Your refund is on its way."}""");
        return [.. Enumerable.Range(0, events).Select(i => new Event
        {
            Seq = i + 1,
            Source = "urn:benchmark",
            Id = $"e{i}",
            Type = (i % 3) switch { 0 => EventTypes.MessageReceived, _ => EventTypes.ActionProposed },
            Customer = $"cus_{i / 30}",
            Time = from.AddSeconds(i),
            Received = from.AddSeconds(i),
            Actor = Actor.Channel("urn:benchmark"),
            Data = (i % 3) switch { 0 => message, 1 => promotion, _ => reply },
        })];
    }
}

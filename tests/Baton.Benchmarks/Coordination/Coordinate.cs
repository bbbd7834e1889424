using System.Diagnostics;
using System.Globalization;

namespace Baton.Benchmarks.Coordination;

/// <summary>
/// <c>coordinate --events 20000 --customers 500 --concurrency 64 --steps 3</c>: a chain of agents per event, each result durable before the next
/// begins; so many chains at once. <c>--one-row-per-commit</c> shows what group commit is worth, <c>--floor</c> what writing the same rows takes.
/// </summary>
internal static class Coordinate
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (events, customers) = (arguments.Number("events", 20_000), arguments.Number("customers", 500));
        var (concurrency, steps) = (arguments.Number("concurrency", 64), arguments.Number("steps", 3));
        await using var engine = await BenchmarkEngine.StartAsync(steps, arguments.Has("one-row-per-commit") ? 1 : 512, postgres: arguments.Postgres);
        var finishes = new Finishes(engine.Journal, steps);
        await RunAsync(engine, finishes, Math.Min(events, 4_000), customers, concurrency, from: int.MaxValue / 2); // warm-up, not counted
        var floor = arguments.Has("floor") ? new Floor(engine.Journal) : null;
        var began = Stopwatch.GetTimestamp();
        var milliseconds = await RunAsync(engine, finishes, events, customers, concurrency, from: 0);
        Figures.Print(events / Stopwatch.GetElapsedTime(began).TotalSeconds, milliseconds, events);
        if (floor?.Write() is not var (seconds, commits)) return 0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"floorWorkflowsPerSecond":{{events / seconds:0}},"commits":{{commits}},"commitMs":{{seconds * 1000 / commits:0.000}}}"""));
        return 0;
    }

    /// <summary>Runs chains, 256 at once, and says how many a second.</summary>
    public static async Task<double> FillAsync(BenchmarkEngine engine, int from, int to, int customers)
    {
        var finishes = new Finishes(engine.Journal, ChainPolicy.Agents.Length);
        var began = Stopwatch.GetTimestamp();
        await RunAsync(engine, finishes, to - from, customers, concurrency: 256, from);
        return (to - from) / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<List<double>> RunAsync(BenchmarkEngine engine, Finishes finishes, int events, int customers, int concurrency, int from)
    {
        var next = -1;
        var milliseconds = new List<double>[concurrency];
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(caller => Task.Run(async () =>
        {
            var mine = milliseconds[caller] = new List<double>(events / concurrency * 2);
            for (int i; (i = Interlocked.Increment(ref next)) < events;)
            {
                var began = Stopwatch.GetTimestamp();
                var turn = await engine.Conductor.TakeAsync(engine.Workspace, Messages.Number(from + i, customers));
                mine.Add(Stopwatch.GetElapsedTime(began, await finishes.OfAsync(turn.Seq)).TotalMilliseconds);
            }
        })));
        return [.. milliseconds.SelectMany(m => m)];
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Baton.Benchmarks.Coordination;

/// <summary>
/// <c>latency --rate 50 --seconds 20</c>: the same chain at a fixed rate, measured from the moment each event should have been sent; and how long
/// after an event was acknowledged the first agent was called.
/// </summary>
internal static class Latency
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (rate, seconds, steps) = (arguments.Number("rate", 50), arguments.Number("seconds", 20), arguments.Number("steps", 3));
        var calls = new ConcurrentDictionary<long, long>();
        await using var engine = await BenchmarkEngine.StartAsync(steps, 512, postgres: arguments.Postgres, called: seq => calls[seq] = Stopwatch.GetTimestamp());
        var finishes = new Finishes(engine.Journal, steps);
        for (var i = 0; i < 500; i++) await finishes.OfAsync((await engine.Conductor.TakeAsync(engine.Workspace, Messages.Number(int.MaxValue / 2 + i, 500))).Seq); // warm-up

        var began = Stopwatch.GetTimestamp();
        var chains = new List<Task<(double Whole, double FirstCall)>>(rate * seconds);
        for (var i = 0; i < rate * seconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / rate);
            if (due - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } wait) await Task.Delay(wait);
            chains.Add(OneAsync(engine, finishes, calls, i, began, due));
        }

        var milliseconds = await Task.WhenAll(chains);
        Figures.Print(chains.Count / Stopwatch.GetElapsedTime(began).TotalSeconds, [.. milliseconds.Select(m => m.Whole)], chains.Count);
        var firstCalls = milliseconds.Select(m => m.FirstCall).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"firstCallP50Ms":{{Figures.At(firstCalls, 0.5):0.00}},"firstCallP99Ms":{{Figures.At(firstCalls, 0.99):0.00}}}"""));
        return 0;
    }

    private static async Task<(double Whole, double FirstCall)> OneAsync(BenchmarkEngine engine, Finishes finishes, ConcurrentDictionary<long, long> calls, int i, long began, TimeSpan due)
    {
        var turn = await engine.Conductor.TakeAsync(engine.Workspace, Messages.Number(i, 500));
        var acknowledged = Stopwatch.GetTimestamp();
        var ended = Stopwatch.GetElapsedTime(began, await finishes.OfAsync(turn.Seq));

        // The timer wakes a little late; that lateness is the load's, not the engine's, unless the engine has kept it from running.
        // An agent may be called before its caller gets to run again.
        return (Math.Max(0, (ended - due).TotalMilliseconds), Math.Max(0, Stopwatch.GetElapsedTime(acknowledged, calls[turn.Seq]).TotalMilliseconds));
    }
}

using System.Diagnostics;

namespace Baton.Benchmarks.Coordination;

/// <summary><c>latency --rate 50 --seconds 20</c>: the same chain at a fixed rate, measured from the moment each event should have been sent.</summary>
internal static class Latency
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (rate, seconds, steps) = (arguments.Number("rate", 50), arguments.Number("seconds", 20), arguments.Number("steps", 3));
        await using var engine = await BenchmarkEngine.StartAsync(steps, 512, postgres: arguments.Postgres);
        var finishes = new Finishes(engine.Journal, steps);
        for (var i = 0; i < 500; i++) await finishes.OfAsync((await engine.Conductor.TakeAsync(engine.Workspace, Messages.Number(int.MaxValue / 2 + i, 500))).Seq); // warm-up

        var began = Stopwatch.GetTimestamp();
        var chains = new List<Task<double>>(rate * seconds);
        for (var i = 0; i < rate * seconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / rate);
            if (due - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } wait) await Task.Delay(wait);
            chains.Add(OneAsync(engine, finishes, i, began, due));
        }

        var milliseconds = (await Task.WhenAll(chains)).ToList();
        Figures.Print(chains.Count / Stopwatch.GetElapsedTime(began).TotalSeconds, milliseconds, chains.Count);
        return 0;
    }

    private static async Task<double> OneAsync(BenchmarkEngine engine, Finishes finishes, int i, long began, TimeSpan due)
    {
        var turn = await engine.Conductor.TakeAsync(engine.Workspace, Messages.Number(i, 500));
        var ended = Stopwatch.GetElapsedTime(began, await finishes.OfAsync(turn.Seq));

        // The timer wakes a little late; that lateness is the load's, not the engine's, unless the engine has kept it from running.
        return Math.Max(0, (ended - due).TotalMilliseconds);
    }
}

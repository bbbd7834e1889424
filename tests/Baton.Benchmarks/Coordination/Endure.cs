using System.Diagnostics;
using System.Globalization;

namespace Baton.Benchmarks.Coordination;

/// <summary>
/// <c>endure --rate 200 --minutes 60</c>: the same chain at a fixed rate for that long; every minute what memory the process holds and what of it is in use after a collection.
/// The last line says how both moved from the tenth minute to the end.
/// </summary>
internal static class Endure
{
    private const int SettledAfter = 10;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (rate, minutes) = (arguments.Number("rate", 200), arguments.Number("minutes", 60));
        await using var engine = await BenchmarkEngine.StartAsync(ChainPolicy.Agents.Length, 512, postgres: arguments.Postgres);
        var finishes = new Finishes(engine.Journal, ChainPolicy.Agents.Length);
        var readings = new List<(double Rss, double InUse)>();
        var began = Stopwatch.GetTimestamp();
        for (int minute = 1, sent = 0; minute <= minutes; minute++)
        {
            var chains = new List<Task>(rate * 60);
            for (; sent < rate * 60 * minute; sent++)
            {
                if (TimeSpan.FromSeconds((double)sent / rate) - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } wait) await Task.Delay(wait);
                chains.Add(OneAsync(engine, finishes, sent));
            }

            await Task.WhenAll(chains);
            readings.Add((Process.GetCurrentProcess().WorkingSet64 / 1048576.0, GC.GetTotalMemory(forceFullCollection: true) / 1048576.0));
            Print($$"""{"minute":{{minute}},"events":{{sent}},"rssMb":{{readings[^1].Rss:0}},"inUseMb":{{readings[^1].InUse:0.0}}}""");
        }

        if (readings.Count <= SettledAfter) return 0;
        var settled = readings[SettledAfter - 1];
        Print($$"""{"rssGrowthMb":{{readings[^1].Rss - settled.Rss:0}},"inUseGrowthMb":{{readings[^1].InUse - settled.InUse:0.0}},"rssMostMb":{{readings.Max(r => r.Rss):0}}}""");
        return 0;
    }

    private static async Task OneAsync(BenchmarkEngine engine, Finishes finishes, int i) =>
        await finishes.OfAsync((await engine.Conductor.TakeAsync(engine.Workspace, Messages.Number(i, 20_000))).Seq);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

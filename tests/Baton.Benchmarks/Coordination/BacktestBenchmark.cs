using System.Diagnostics;
using System.Globalization;
using Baton.Core.Backtesting;
using Baton.Core.Policies;
using Baton.Engine.Backtesting;

namespace Baton.Benchmarks.Coordination;

/// <summary>
/// <c>backtest --events 1000000 --customers 25000</c>: fills a log with chains (five events each), then tries a stricter draft on all of it, three times. <c>--kept FOLDER</c>
/// keeps the log, and takes it up again when it is there.
/// </summary>
internal static class BacktestBenchmark
{
    private const int EventsPerChain = 5;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var events = arguments.Number("events", 1_000_000);
        var kept = arguments.Text("kept") is { } folder ? new DirectoryInfo(folder) : null;
        var isFilled = kept is { Exists: true };
        kept?.Create();
        await using var engine = await BenchmarkEngine.StartAsync(ChainPolicy.Agents.Length, 512, kept);
        if (!isFilled) await Coordinate.FillAsync(engine, 0, events / EventsPerChain, arguments.Number("customers", 25_000));
        var draft = PolicyReader.Read(ChainPolicy.Document(ChainPolicy.Agents.Length).Replace("\"caps\":[", "\"caps\":[{\"id\":\"daily\",\"blocks\":{\"field\":\"action.kind\",\"op\":\"startsWith\",\"value\":\"contact.\"},\"max\":2,\"per\":\"P1D\",\"then\":\"suppress\"},", StringComparison.Ordinal), 0);
        for (var run = 1; run <= 3; run++)
        {
            var began = Stopwatch.GetTimestamp();
            var figures = await engine.Get<BacktestRunner>().RunAsync(engine.Workspace, draft, BacktestPeriod.Always, TimeSpan.FromHours(1));
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $$"""{"run":{{run}},"events":{{figures.Events}},"seconds":{{seconds:0.00}},"eventsPerSecond":{{figures.Events / seconds:0}},"decisions":{{figures.Decisions}},"changed":{{figures.Changed}},"rssMb":{{Process.GetCurrentProcess().WorkingSet64 / 1048576.0:0}}}"""));
        }

        return 0;
    }
}

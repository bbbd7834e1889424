using Baton.Benchmarks.Cases;
using Baton.Benchmarks.Classification;
using Baton.Benchmarks.Coordination;
using Baton.Benchmarks.Http;
using Baton.Benchmarks.Policies;
using Baton.Benchmarks.Schemas;
using Baton.Benchmarks.Storage;

namespace Baton.Benchmarks;

/// <summary>The benchmarks by name. Each prints one line of JSON.</summary>
internal static class BenchmarkList
{
    private static readonly Dictionary<string, Func<Arguments, Task<int>>> ByName = new(StringComparer.Ordinal)
    {
        ["coordinate"] = Coordinate.RunAsync,
        ["latency"] = Latency.RunAsync,
        ["agents"] = AgentsBenchmark.RunAsync,
        ["backtest"] = BacktestBenchmark.RunAsync,
        ["endure"] = Endure.RunAsync,
        ["decide"] = Decide.RunAsync,
        ["check"] = Check.RunAsync,
        ["consoles"] = Consoles.Consoles.RunAsync,
        ["growth"] = Growth.RunAsync,
        ["journal"] = arguments => JournalBenchmark.Run(arguments.Number("callers", 64), arguments.Number("units", 200_000)),
        ["chain"] = arguments => Task.FromResult(ChainBenchmark.Run(arguments.Number("rows", 400_000), arguments.Number("rows-per-commit", 100))),
        ["copy"] = CopyBenchmark.RunAsync,
        ["archive"] = ArchiveBenchmark.RunAsync,
        ["classify"] = arguments => Task.FromResult(ClassifyBenchmark.Run(arguments)),
        ["learn"] = arguments => Task.FromResult(LearnBenchmark.Run(arguments)),
        ["publish"] = PublishBenchmark.RunAsync,
        ["lint"] = arguments => Task.FromResult(LintBenchmark.Run(arguments.Number("rules", 1000), arguments.Number("times", 40))),
        ["schema"] = arguments => Task.FromResult(SchemaBenchmark.Run(arguments.Number("times", 100_000))),
        ["cases"] = CasesBenchmark.RunAsync,
        ["wall"] = WallBenchmark.RunAsync,
        ["search"] = arguments => Task.FromResult(SearchBenchmark.Run(arguments.Number("rows", 1_000_000))),
    };

    public static Task<int> RunAsync(string name, Arguments arguments) => ByName.TryGetValue(name, out var run) ? run(arguments) : Task.FromResult(Help());

    public static int Help()
    {
        Console.Error.WriteLine($"Which benchmark? One of {string.Join(", ", ByName.Keys)}.");
        return 2;
    }
}

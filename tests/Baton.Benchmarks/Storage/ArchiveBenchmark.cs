using System.Diagnostics;
using System.Text.Json;
using Baton.Benchmarks.Coordination;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Search;

namespace Baton.Benchmarks.Storage;

/// <summary>
/// <c>archive --events 20000</c>: chains are run, then everything but the end of their log is moved into files while 50 events a second go on
/// coming in: rows a second, how long an event waits for its commit meanwhile, the size of a row before and after, and the time to read a file.
/// </summary>
internal static class ArchiveBenchmark
{
    private static readonly string[] Files = ["baton.db", "facets.db", "search.db"];

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (events, customers) = (arguments.Number("events", 20_000), arguments.Number("customers", 500));
        await using var engine = await BenchmarkEngine.StartAsync(steps: 3, unitsPerCommit: 512, postgres: arguments.Postgres);
        await Coordinate.FillAsync(engine, 0, events, customers);
        while (engine.Get<SearchIndexer>().IndexNext() > 0)
        {
        }

        var (archiver, shelf, before) = (engine.Get<Archiver>(), engine.Get<ArchiveShelf>(), Used(engine));
        using var calmly = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var calm = await WaitsAsync(engine, customers, events + 100_000, calmly.Token);
        using var done = new CancellationTokenSource();
        var waits = WaitsAsync(engine, customers, events, done.Token);
        var began = Stopwatch.GetTimestamp();
        while (await archiver.MoveNextAsync(engine.Workspace, long.MaxValue, keepFile: true, c => engine.Conductor.SnapshotAsync(engine.Workspace, c, CancellationToken.None)) is { Rows: Archiver.RowsAtOnce })
        {
        }

        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await done.CancelAsync();
        began = Stopwatch.GetTimestamp();
        archiver.Compact(CancellationToken.None);
        var compacted = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        var (all, milliseconds) = (shelf.All(), await waits);
        var (rows, after) = (all.Sum(s => s.Rows), Used(engine));
        began = Stopwatch.GetTimestamp();
        shelf.Read(all[0]);
        var read = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            rows,
            rowsPerSecond = Math.Round(rows / took),
            p50 = At(milliseconds, 50),
            p99 = At(milliseconds, 99),
            p50Before = At(calm, 50),
            p99Before = At(calm, 99),
            millisecondsToCompact = Math.Round(compacted),
            fileBytesPerRow = Math.Round(all.Sum(s => s.Bytes) / (double)rows, 1),
            bytesGivenFreePerRow = before is { } full && after is { } rest ? Files.Select((file, i) => (file, Math.Round((full[i] - rest[i]) / (double)rows, 1))).ToDictionary(StringComparer.Ordinal) : null,
            bytesBefore = before?.Sum(),
            bytesAfter = after?.Sum(),
            millisecondsToReadAFile = Math.Round(read, 1),
        }));
        return 0;
    }

    private static async Task<List<double>> WaitsAsync(BenchmarkEngine engine, int customers, int from, CancellationToken done)
    {
        var milliseconds = new List<double>();
        for (var i = from; !done.IsCancellationRequested || milliseconds.Count == 0; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await engine.Conductor.TakeAsync(engine.Workspace, Messages.Number(i, customers), CancellationToken.None);
            milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }

        milliseconds.Sort();
        return milliseconds;
    }

    private static double At(List<double> milliseconds, int percent) => Math.Round(milliseconds[milliseconds.Count * percent / 100], 1);

    // What each file holds, without its free pages; nothing is known of a server's.
    private static List<long>? Used(BenchmarkEngine engine)
    {
        if (engine.Get<Database>() is not DatabaseFile file) return null;
        return [.. Files.Select(name =>
        {
            using var connection = new DatabaseFile(file.Folder, name).Open();
            return (One(connection, "PRAGMA page_count") - One(connection, "PRAGMA freelist_count")) * One(connection, "PRAGMA page_size");
        })];
    }

    private static long One(Connection connection, string pragma)
    {
        var statement = connection[pragma];
        _ = statement.Next();
        var value = statement.Long(0);
        statement.Reset();
        return value;
    }
}

using System.Diagnostics;
using System.Text.Json;
using Baton.Benchmarks.Coordination;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Copying;

namespace Baton.Benchmarks.Storage;

/// <summary>
/// <c>copy --events 200000 --data FOLDER --database postgres --connection …</c>: runs so many chains on SQLite in a folder, unless one is there from
/// before, and copies it into an empty PostgreSQL database: rows a second of each step, and the most memory taken. Fill and copy by two calls, or the
/// memory is that of filling.
/// </summary>
internal static class CopyBenchmark
{
    private static readonly string[] Steps = ["checked", "copied", "compared", "verified"];
    private static readonly string[] Begins = ["", "copying", "comparing", "hashing"];

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var folder = Directory.CreateDirectory(arguments.Text("data") ?? throw new ArgumentException("copy needs --data, the folder of the database."));
        if (!File.Exists(Path.Combine(folder.FullName, "baton.db")))
        {
            var events = arguments.Number("events", 200_000);
            await using var engine = await BenchmarkEngine.StartAsync(steps: 3, unitsPerCommit: 512, folder);
            await Coordinate.FillAsync(engine, 0, events, arguments.Number("customers", Math.Max(500, events / 40)));
        }

        if (arguments.Postgres is not { } server) return 0;
        using var target = new DatabaseServer(server, folder.FullName);
        var (began, step, seconds) = (Stopwatch.GetTimestamp(), 0, new double[Steps.Length]);
        var report = await new DatabaseCopy(new DatabaseFile(folder.FullName), target).RunAsync(doing =>
        {
            Console.Error.WriteLine(doing);
            if (step + 1 < Steps.Length && doing.StartsWith(Begins[step + 1], StringComparison.Ordinal)) Next();
        });
        Next();
        var rows = report.Tables.Sum(table => table.Source.Rows);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            report.IsSame,
            rows,
            rowsOfTheLog = report.Tables.First(table => table.Name == "Log").Source.Rows,
            seconds = Steps.Select((name, i) => (name, Math.Round(seconds[i], 1))).ToDictionary(StringComparer.Ordinal),
            rowsCopiedPerSecond = Math.Round(rows / seconds[1]),
            rowsPerSecondOverall = Math.Round(rows / seconds.Sum()),
            peakMb = Math.Round(process.PeakWorkingSet64 / 1024.0 / 1024),
        }));
        return report.IsSame ? 0 : 1;

        void Next()
        {
            seconds[step++] = Stopwatch.GetElapsedTime(began).TotalSeconds;
            began = Stopwatch.GetTimestamp();
        }
    }
}

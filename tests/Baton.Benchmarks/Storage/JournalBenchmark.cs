using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Schema;
using Microsoft.Extensions.Logging.Abstractions;

namespace Baton.Benchmarks.Storage;

/// <summary>
/// The journal alone: callers that each write a log row, a task and a count, awaited durable before the next. Beside it, the same rows
/// written by one thread, many to a commit (the floor under any journal), and one to a commit (what doing without one would cost).
/// </summary>
internal static class JournalBenchmark
{
    private const int Customers = 500;

    public static async Task<int> Run(int callers, int units)
    {
        var journal = await Journal(callers, units);
        var grouped = Raw(units, rowsPerCommit: 500);
        var single = Raw(Math.Min(units, 10_000), rowsPerCommit: 1);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            callers,
            units,
            unitsPerSecond = journal.UnitsPerSecond,
            p50Ms = journal.P50,
            p99Ms = journal.P99,
            p999Ms = journal.P999,
            unitsPerCommit = journal.UnitsPerCommit,
            rawGroupedPerSecond = grouped,
            oneCommitPerUnitPerSecond = single,
        }));
        return 0;
    }

    private static async Task<Figures> Journal(int callers, int units)
    {
        var folder = Directory.CreateTempSubdirectory("baton-");
        try
        {
            var file = Open(folder);
            await using var journal = new Journal(file, new StorageOptions { Data = folder.FullName }, TimeProvider.System, NullLogger<Journal>.Instance);
            var commits = 0;
            journal.Committed += _ => commits++;
            await Write(journal, callers, units / 10, "warm");
            commits = 0;
            var clock = Stopwatch.StartNew();
            var latencies = await Write(journal, callers, units, "e");
            var seconds = clock.Elapsed.TotalSeconds;
            Array.Sort(latencies);
            return new Figures(
                Math.Round(units / seconds), At(0.5), At(0.99), At(0.999), Math.Round((double)units / commits, 1));

            double At(double share) => Math.Round(latencies[(int)((units - 1) * share)], 2);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double[]> Write(Journal journal, int callers, int units, string name)
    {
        var latencies = new double[units];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < units;)
            {
                var began = Stopwatch.GetTimestamp();
                using var unit = journal.Begin(1);
                Fill(unit, name, i);
                await journal.SubmitAsync(unit);
                latencies[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }
        })));
        return latencies;
    }

    private static double Raw(int units, int rowsPerCommit)
    {
        var folder = Directory.CreateTempSubdirectory("baton-");
        try
        {
            var file = Open(folder);
            using var writer = new BatchWriter(file);
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < units; i += rowsPerCommit)
            {
                var batch = Enumerable.Range(i, Math.Min(rowsPerCommit, units - i)).Select(n =>
                {
                    var unit = new WriteUnit(null!, n + 1, 1, 0);
                    Fill(unit, "e", n);
                    return unit;
                });
                writer.Write([.. batch]);
            }

            return Math.Round(units / clock.Elapsed.TotalSeconds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static DatabaseFile Open(DirectoryInfo folder)
    {
        var file = new DatabaseFile(folder.FullName);
        SchemaUpdate.Apply(file);
        return file;
    }

    private static void Fill(WriteUnit unit, string name, int i)
    {
        var number = i.ToString(CultureInfo.InvariantCulture);
        var customer = "c-" + (i % Customers).ToString(CultureInfo.InvariantCulture);
        unit.Append(new LogRow
        {
            Seq = unit.First,
            Workspace = "default",
            Source = "urn:shop",
            Id = name + number,
            Type = "message.received",
            Subject = "email:" + customer + "@example.com",
            Customer = customer,
            Time = i,
            Received = i,
            Actor = "channel:urn:shop",
            Root = unit.First,
            Sentence = "A message arrived and was given to triage.",
            Policy = 1,
            Data = """{"text":"Where is my parcel? I ordered it last Monday and nothing has come since, please help."}""",
            Decisions = """[{"kind":"route","rule":"default","agent":"triage","reason":"No rule matched; the default agent takes it."}]""",
        });
        unit.Insert(new TaskRow
        {
            Workspace = "default",
            Id = name + number,
            Customer = customer,
            Agent = "triage",
            EventSeq = unit.First,
            Root = unit.First,
            Status = "queued",
            Created = i,
            Input = """{"text":"Where is my parcel? I ordered it last Monday and nothing has come since, please help."}""",
        });
        unit.Count("default", i / 10_000, "events");
    }

    private sealed record Figures(double UnitsPerSecond, double P50, double P99, double P999, double UnitsPerCommit);
}

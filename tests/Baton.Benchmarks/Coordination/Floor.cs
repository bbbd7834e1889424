using System.Diagnostics;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Schema;

namespace Baton.Benchmarks.Coordination;

/// <summary>What the disk and SQLite alone take for the rows of a run: the same rows in the same commits, written by one thread that does nothing else.</summary>
internal sealed class Floor
{
    private readonly List<IReadOnlyList<WriteUnit>> _commits = [];

    /// <summary>Remembers what is committed from now on.</summary>
    public Floor(Journal journal) => journal.Committed += batch => _commits.Add(batch.Units);

    /// <summary>Writes everything again into a fresh database beside the one of the run.</summary>
    /// <returns>Seconds it took, and how many commits there were.</returns>
    public (double Seconds, int Commits) Write()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Environment.GetEnvironmentVariable("BENCHMARK_DATA") ?? Path.GetTempPath(), "baton-floor-" + Guid.NewGuid().ToString("N")));
        try
        {
            var file = new DatabaseFile(folder.FullName);
            SchemaUpdate.Apply(file);
            using var writer = new BatchWriter(file);
            var began = Stopwatch.GetTimestamp();
            foreach (var units in _commits) writer.Write(units);
            return (Stopwatch.GetElapsedTime(began).TotalSeconds, _commits.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

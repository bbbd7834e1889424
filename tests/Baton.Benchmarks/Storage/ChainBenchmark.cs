using System.Diagnostics;
using System.Text.Json;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Chain;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Schema;

namespace Baton.Benchmarks.Storage;

/// <summary>
/// What the hash chain costs the journal's thread: linking rows, and writing the ends of strands once a commit. In processor time of this
/// process, so that it says the same on a machine that has other things to do.
/// </summary>
internal static class ChainBenchmark
{
    public static int Run(int rows, int rowsPerCommit)
    {
        var folder = Directory.CreateTempSubdirectory("baton-");
        try
        {
            var file = new DatabaseFile(folder.FullName);
            SchemaUpdate.Apply(file);
            using var connection = file.Open();
            var chain = new ChainWriter(connection);
            var log = Enumerable.Range(1, 1_000).Select(Row).ToArray();
            Link(chain, log, rows / 10);
            var link = Processor(() => Link(chain, log, rows)) / rows;
            var before = GC.GetAllocatedBytesForCurrentThread();
            Link(chain, log, rows);
            var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)rows;
            var commits = Math.Max(1, rows / rowsPerCommit / 4);
            var ends = Processor(() =>
            {
                for (var commit = 0; commit < commits; commit++)
                {
                    connection.Execute("BEGIN");
                    for (var i = 0; i < rowsPerCommit; i++) chain.Link(log[(commit * rowsPerCommit + i) % log.Length]);
                    chain.WriteEnds();
                    connection.Execute("ROLLBACK");
                }
            }) / commits - link * rowsPerCommit;
            Console.WriteLine(JsonSerializer.Serialize(new { rows, rowsPerCommit, linkMicroseconds = Math.Round(link, 2), bytesAllocatedPerRow = Math.Round(bytes, 1), endsMicrosecondsPerCommit = Math.Round(ends, 1), endsMicrosecondsPerRow = Math.Round(ends / rowsPerCommit, 2) }));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Link(ChainWriter chain, LogRow[] log, int rows)
    {
        for (var i = 0; i < rows; i++) chain.Link(log[i % log.Length]);
    }

    private static double Processor(Action work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        work();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMicroseconds;
    }

    private static LogRow Row(int seq) => new()
    {
        Seq = seq,
        Workspace = "default",
        Source = "urn:shop",
        Id = $"e-{seq}",
        Type = "message.received",
        Subject = $"email:c-{seq % 500}@example.com",
        Customer = $"c-{seq % 500}",
        Time = seq,
        Received = seq,
        Actor = "channel:urn:shop",
        Root = seq,
        Sentence = "A message arrived and was given to triage.",
        Policy = 1,
        Data = """{"text":"Where is my parcel? I ordered it last Monday and nothing has come since, please help."}""",
        Decisions = """[{"kind":"route","rule":"default","agent":"triage","reason":"No rule matched; the default agent takes it."}]""",
    };
}

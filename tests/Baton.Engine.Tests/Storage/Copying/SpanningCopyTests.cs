using Baton.Engine.Storage;
using Baton.Engine.Storage.Copying;
using Baton.Engine.Storage.Postgres;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Schema;

namespace Baton.Engine.Tests.Storage.Copying;

/// <summary>A log that spans several parts of the server's, and begins late.</summary>
[Trait("Database", "Postgres")]
public sealed class SpanningCopyTests : CopyTest
{
    [Fact]
    public async Task A_log_that_begins_late_and_spans_parts_gets_the_parts_it_needs_and_goes_on_in_the_last()
    {
        await Engine.StopAsync();
        long[] seqs = [LogParts.Width * 2 + 7, LogParts.Width * 3 - 1, LogParts.Width * 3, LogParts.Width * 5 + 1];
        var file = new DatabaseFile(Engine.Folder);
        using (var connection = file.Open())
        {
            connection.Execute("DELETE FROM Log; DELETE FROM Strand; DELETE FROM Counter; UPDATE ChainStart SET Seq = 1000000000");
            foreach (var seq in seqs)
            {
                var insert = connection[LogTable.InsertWithoutHash];
                LogTable.Bind(insert, TempDatabase.Row(seq) with { Outcome = LogOutcome.Unrouted });
                insert.Run();
            }

            connection.Execute("INSERT INTO Counter (Workspace, Minute, Name, Value) VALUES ('default', 0, 'in', 4), ('default', 0, 'done', 4)");
        }

        var report = await CopyAsync();

        Assert.True(report.IsSame, string.Join(' ', report.Findings?.Faults ?? []));
        Assert.Equal(4, Count("LogPart"));
        Assert.Equal((4, 4), (Count("Log"), Count($"pg_inherits WHERE inhparent = 'logtext'::regclass")));
        await Engine.StartAgainOnAsync(Empty);
        Assert.Equal(seqs[^1] + 1, (await Engine.SendAsync("next")).Seq);
        Assert.Equal(5, Engine.Log().Count);
    }
}

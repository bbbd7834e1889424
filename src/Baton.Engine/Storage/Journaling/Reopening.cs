using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Journaling;

/// <summary>
/// The outcome of a row that may have left the log: a report on an action of long ago leads to a task, and what was finished waits again. Its file
/// stays as it was written, so this is noted beside it. Where the row is in the log it does nothing.
/// </summary>
internal sealed class Reopening(string workspace, long seq, LogOutcome outcome) : Write
{
    private static readonly string Sql = """
        INSERT INTO Reopened (Workspace, Seq, Outcome) SELECT CAST(?1 AS TEXT), CAST(?2 AS BIGINT), CAST(?3 AS SMALLINT) WHERE NOT EXISTS (SELECT 1 FROM Log WHERE Seq = ?2)
        ON CONFLICT (Workspace, Seq) DO UPDATE SET Outcome = excluded.Outcome
        """;

    public override void Run(Connection connection) => connection[Sql].Bind(workspace).Bind(seq).Bind((long)outcome).Run();
}

using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Upkeep;

/// <summary>Counts the ledger over all workspaces, in one snapshot of the database and from indexes alone, so that it may be asked for at any time.</summary>
public sealed class LedgerReader(Database database)
{
    private const string RowsSql = "SELECT count(*) FROM Log";
    private const string FollowersSql = "SELECT count(*) FROM Log INDEXED BY LogByRoot WHERE Root <> Seq";
    private const string OpenSql = "SELECT count(*) FROM Log INDEXED BY LogOpen WHERE Outcome <> 0 AND Root = Seq AND Outcome = ?";
    private const string CountersSql = "SELECT CAST(coalesce(sum(Value), 0) AS BIGINT) FROM Counter WHERE Name = ?";

    // What was moved out of the log had come in and was done, unless it began again.
    private const string ArchivedSql = "SELECT CAST(coalesce(sum(Came), 0) AS BIGINT) FROM Archive";

    private const string ReopenedSql = "SELECT count(*) FROM Reopened WHERE Outcome = ?";

    // An event waits for what goes back to it: a task, an action that is pending, a handoff that is open.
    private const string StrandedSql = """
        SELECT count(*) FROM Log r INDEXED BY LogOpen WHERE r.Outcome <> 0 AND r.Outcome = ? AND r.Root = r.Seq
            AND NOT EXISTS (SELECT 1 FROM Task t WHERE t.Root = r.Seq AND t.Status IN ('queued', 'leased'))
            AND NOT EXISTS (SELECT 1 FROM Handoff h JOIN Log l ON l.Seq = h.Seq
                WHERE h.Workspace = r.Workspace AND h.Status IN ('waiting', 'claimed') AND l.Root = r.Seq)
            AND NOT EXISTS (SELECT 1 FROM Action a JOIN Log l ON l.Seq = a.Seq
                WHERE a.Workspace = r.Workspace AND a.Customer = r.Customer AND a.Status IN ('delayed', 'escalated') AND l.Root = r.Seq)
        """;

    /// <summary>Counts now.</summary>
    public Ledger Count()
    {
        using var connection = database.Open(onlyReads: true);
        connection.BeginSnapshot();
        var came = One(connection[RowsSql]) - One(connection[FollowersSql]) + One(connection[ArchivedSql]);
        var waiting = Open(connection, LogOutcome.Waiting);
        var failed = Open(connection, LogOutcome.Quarantined) + Open(connection, LogOutcome.Failed);
        var counters = new Ledger.Sides(Counted(connection, "in"), Counted(connection, "done") + Counted(connection, "ended"), Counted(connection, "failed"));
        var stranded = One(connection[StrandedSql].Bind((long)LogOutcome.Waiting));
        connection.Commit();
        return new Ledger(new Ledger.Sides(came, came - waiting - failed, failed), counters, stranded);
    }

    private static long Open(Connection connection, LogOutcome outcome) => One(connection[OpenSql].Bind((long)outcome)) + One(connection[ReopenedSql].Bind((long)outcome));

    private static long Counted(Connection connection, string name) => One(connection[CountersSql].Bind(name));

    private static long One(Statement statement)
    {
        _ = statement.Next();
        var value = statement.Long(0);
        statement.Reset();
        return value;
    }
}

using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Postgres;

/// <summary>What is asked otherwise where several nodes share the tables.</summary>
internal static class SharedTables
{
    // Each claims what no other is claiming at this moment.
    public static readonly string Claim = $"""
        WITH due AS MATERIALIZED (
            SELECT Workspace AS w, Id AS i FROM Task
            WHERE Workspace = ?4 AND Agent = ?5 AND Status = 'queued' AND NotBefore <= ?6 AND EventSeq <= ?7
            ORDER BY {TaskTable.Turn}, NotBefore, EventSeq, Id LIMIT ?8 FOR UPDATE SKIP LOCKED)
        UPDATE Task SET Status = 'leased', LeaseUntil = ?1, LeaseToken = ?2, Attempt = Attempt + 1, Started = coalesce(Started, ?3)
        FROM due WHERE Workspace = due.w AND Id = due.i
        RETURNING {TaskTable.Columns}
        """;

    // Timers in the lanes of one node.
    public static readonly string DueBy = $"SELECT {TimerTable.Columns} FROM Timer WHERE Due <= ? AND Lane IN (SELECT Number FROM Lane WHERE Node = ?) ORDER BY Due LIMIT ?";

    public static readonly string NextDue = "SELECT min(Due) FROM Timer WHERE Lane IN (SELECT Number FROM Lane WHERE Node = ?)";
}

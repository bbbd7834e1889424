using System.Globalization;

namespace Baton.Engine.Storage.Postgres;

/// <summary>The parts of the log, each a range of seqs. They are made ahead by a job, and at the latest by the commit that needs one.</summary>
internal sealed class LogParts(ServerConnection connection)
{
    /// <summary>How many seqs a part has: enough that there are few, and not too many to be dropped or moved away at once.</summary>
    public const long Width = 4_000_000;

    private static readonly string EndSql = "SELECT coalesce(max(Before), 0) FROM LogPart";
    private static readonly string NoteSql = "INSERT INTO LogPart (First, Before, Made) VALUES (?, ?, CAST(extract(epoch FROM now()) * 1000 AS BIGINT))";

    /// <summary>The first seq for which there is no part.</summary>
    public long End { get; private set; }

    /// <summary>Makes the parts that are missing up to a seq, and one more.</summary>
    /// <returns>How many it made.</returns>
    public int MakeRoom(long seq)
    {
        var made = 0;
        connection.BeginAlone();
        try
        {
            for (End = ReadEnd(); End <= seq + (Width / 2); made++, End += Width) Make(End, End + Width);
            connection.Commit();
        }
        catch
        {
            connection.Rollback();
            throw;
        }

        return made;
    }

    private long ReadEnd()
    {
        var statement = connection[EndSql];
        _ = statement.Next();
        var end = statement.Long(0);
        statement.Reset();
        return end;
    }

    private void Make(long first, long before)
    {
        // Made beside the table and then attached, which holds up neither readers nor the writer.
        foreach (var table in (string[])["Log", "LogText"])
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"CREATE TABLE {table}_{first} (LIKE {table} INCLUDING ALL); ALTER TABLE {table} ATTACH PARTITION {table}_{first} FOR VALUES FROM ({first}) TO ({before});"));
        connection[NoteSql].Bind(first).Bind(before).Run();
    }
}

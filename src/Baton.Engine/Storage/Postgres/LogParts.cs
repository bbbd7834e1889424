using System.Globalization;

namespace Baton.Engine.Storage.Postgres;

/// <summary>The parts of the log, each a range of seqs. They are made ahead by a job, and at the latest by the commit that needs one.</summary>
internal sealed class LogParts(ServerConnection connection)
{
    /// <summary>How many seqs a part has: enough that there are few, and not too many to be dropped or moved away at once.</summary>
    public const long Width = 4_000_000;

    private static readonly string HasSql = "SELECT 1 FROM LogPart WHERE First = ?";
    private static readonly string ForgetSql = "DELETE FROM LogPart WHERE First = ?";
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

    /// <summary>The first seq of the part that holds a seq.</summary>
    public static long FirstOf(long seq) => seq / Width * Width;

    /// <summary>What the part of a table is called that begins with a seq.</summary>
    public static string NameOf(string table, long first) => string.Create(CultureInfo.InvariantCulture, $"{table}_{first}");

    /// <summary>Makes the parts that are missing for seqs from the first to the last, in the transaction of the caller.</summary>
    public void MakeFor(long first, long last)
    {
        for (var part = FirstOf(first); part <= last; part += Width)
        {
            if (!Has(part)) Make(part, part + Width);
        }
    }

    /// <summary>Makes a part of the log that is not yet one, and has no index: to be filled, and then attached.</summary>
    public void MakeBare(long first) => connection.Execute($"CREATE TABLE {NameOf("Log", first)} (LIKE Log)");

    /// <summary>Makes what <see cref="MakeBare"/> has made a part of the log, with its indexes.</summary>
    public void Attach(long first)
    {
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"ALTER TABLE Log ATTACH PARTITION {NameOf("Log", first)} FOR VALUES FROM ({first}) TO ({first + Width})"));
        Make("LogText", first, first + Width);
        connection[NoteSql].Bind(first).Bind(first + Width).Run();
    }

    /// <summary>Drops a part with all that is in it, in the transaction of the caller.</summary>
    public void Drop(long first)
    {
        connection.Execute($"DROP TABLE {NameOf("Log", first)}, {NameOf("LogText", first)}");
        connection[ForgetSql].Bind(first).Run();
    }

    private bool Has(long first)
    {
        var statement = connection[HasSql].Bind(first);
        var has = statement.Next();
        statement.Reset();
        return has;
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
        foreach (var table in (string[])["Log", "LogText"]) Make(table, first, before);
        connection[NoteSql].Bind(first).Bind(before).Run();
    }

    // Made beside the table and then attached, which holds up neither readers nor the writer.
    private void Make(string table, long first, long before) =>
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"CREATE TABLE {table}_{first} (LIKE {table} INCLUDING ALL); ALTER TABLE {table} ATTACH PARTITION {table}_{first} FOR VALUES FROM ({first}) TO ({before});"));
}

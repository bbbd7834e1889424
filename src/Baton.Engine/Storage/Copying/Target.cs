using Baton.Engine.Storage.Postgres;
using Baton.Engine.Storage.Schema;

namespace Baton.Engine.Storage.Copying;

/// <summary>The database that is filled: whether it may be, and what it needs before and after.</summary>
internal static class Target
{
    private const string TablesSql = "SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = current_schema()::regnamespace ORDER BY 1";
    private const string PartsSql = "SELECT First FROM LogPart ORDER BY First";
    private const string CountersSql = "SELECT c.relname::text, a.attname::text FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE a.attidentity <> '' AND c.relnamespace = current_schema()::regnamespace";
    private const string SettingsSql = "SELECT Name, Value FROM Setting";
    private const string PutSettingSql = "INSERT INTO Setting (Workspace, Name, Value) VALUES ('', ?, ?)";

    // Into these the schema's own scripts put rows, or nodes that are gone.
    private static readonly HashSet<string> MayHaveRows = new(StringComparer.OrdinalIgnoreCase)
    {
        CopyPlan.Versions, CopyPlan.Marks, "ChainStart", "Lane", "LogPart", "LogTextPosition", "SeqBlock", "Node", "Writer", "Known",
    };

    /// <summary>Refuses a database that is not empty, or in use.</summary>
    /// <exception cref="CopyException">It is.</exception>
    public static void NeedEmpty(DatabaseServer target)
    {
        var (version, newest) = (SchemaUpdate.VersionOf(target), SchemaUpdate.NewestOf(target.Kind));
        if (version > newest) throw new CopyException($"The database {target.Name} was made by a newer Baton (schema {version}; this one knows {newest}). Name an empty one in ConnectionStrings:Baton.");
        using var connection = target.Open(onlyReads: true);
        NeedEmpty(connection, target.Name, isOurs: version > 0);
        if (version > 0 && TablesOf(connection).Contains("node", StringComparer.Ordinal) && target.HasNodes()) throw new CopyException($"A Baton runs on the database {target.Name}. Stop every node, wait ten seconds if one was killed, and try again.");
    }

    /// <summary>The same where it was looked at before, on the connection that fills it.</summary>
    public static void NeedEmpty(Connection connection, string name, bool isOurs)
    {
        var tables = TablesOf(connection);
        if (!isOurs && tables.Count > 0) throw new CopyException($"The database {name} is not empty: it has tables that are not Baton's, such as {tables[0]}. Make a database of its own for Baton, and name it in ConnectionStrings:Baton.");
        foreach (var table in tables.Where(table => !MayHaveRows.Contains(table)))
        {
            if (HasRows(connection, table)) throw new CopyException($"The database {name} is not empty: the table {table} has rows. A copy overwrites nothing: name an empty database in ConnectionStrings:Baton.");
        }
    }

    /// <summary>Takes out what the schema's scripts put in, so that nothing but the copy is there.</summary>
    /// <returns>What is to be put back when the copy was compared: what the nodes of this database know each other by.</returns>
    public static IReadOnlyList<(string Name, string Value)> Clear(ServerConnection connection, CopyPlan plan)
    {
        var settings = Read(connection, SettingsSql, row => (row.Text(0), row.Text(1)));
        connection.Execute($"TRUNCATE {string.Join(", ", plan.Tables.Where(table => !table.IsHashed).Select(table => table.Name))}, Log, LogText");
        foreach (var first in Read(connection, PartsSql, row => row.Long(0))) new LogParts(connection).Drop(first);
        connection.Execute("UPDATE LogTextPosition SET Seq = 0, Source = '', Id = '', Version = 0");
        return settings;
    }

    /// <summary>Lets everything that counts go on after the last one that was copied.</summary>
    public static void SetCounters(ServerConnection connection, CopyPlan plan)
    {
        connection.Execute("UPDATE SeqBlock SET Next = greatest((SELECT max(Seq) FROM Log), (SELECT max(Seq) FROM Strand), (SELECT max(LastSeq) FROM Archive), 0) + 1");
        foreach (var (table, column) in Read(connection, CountersSql, row => (row.Text(0), row.Text(1))))
        {
            if (plan.Tables.Any(copied => string.Equals(copied.Name, table, StringComparison.OrdinalIgnoreCase)))
                connection.Execute($"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), coalesce(max({column}), 1), max({column}) IS NOT NULL) FROM {table}");
        }

        connection.Execute($"ANALYZE {string.Join(", ", plan.Tables.Select(table => table.Name))}");
    }

    /// <summary>Puts back what <see cref="Clear"/> took out.</summary>
    public static void PutBack(Connection connection, IReadOnlyList<(string Name, string Value)> settings)
    {
        foreach (var (name, value) in settings) connection[PutSettingSql].Bind(name).Bind(value).Run();
    }

    private static bool HasRows(Connection connection, string table)
    {
        // The secret of the nodes is made with the tables.
        var statement = connection[$"SELECT 1 FROM {table}{(table == "setting" ? " WHERE Workspace <> ''" : "")} LIMIT 1"];
        var has = statement.Next();
        statement.Reset();
        return has;
    }

    private static List<string> TablesOf(Connection connection) => Read(connection, TablesSql, row => row.Text(0));

    private static List<T> Read<T>(Connection connection, string sql, Func<Statement, T> read)
    {
        var found = new List<T>();
        var statement = connection[sql];
        while (statement.Next()) found.Add(read(statement));
        statement.Reset();
        return found;
    }
}

namespace Baton.Engine.Storage.Copying;

/// <summary>
/// What is copied where: every table of the embedded database into the one of the same name, as both databases themselves say, so that a table made
/// later is copied too. What only one side has is named here.
/// </summary>
internal sealed class CopyPlan
{
    private const string SourceTablesSql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY rowid";
    private const string SourceColumnsSql = "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid";
    private const string TargetColumnsSql = "SELECT attname::text, format_type(atttypid, -1) FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped";

    /// <summary>Each side says of itself which scripts it has run.</summary>
    public const string Versions = "SchemaVersion";

    /// <summary>Says on both sides alike which scripts were run; it is compared before anything is copied.</summary>
    public const string Marks = "AccountSchema";

    /// <summary>What only a server has, and what becomes of it.</summary>
    public static readonly IReadOnlyDictionary<string, string> OnlyThere = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["LogPart"] = "made with the parts of the log",
        ["LogText"] = "made from the log by the indexer",
        ["LogTextPosition"] = "where the indexer is: at the beginning",
        ["SeqBlock"] = "set to go on after the last seq",
        ["Node"] = "nobody runs",
        ["Writer"] = "nobody runs",
        ["Lane"] = "numbers of lanes",
        ["Known"] = "nobody runs",
        ["Revision"] = "of changes since the nodes began",
        ["Inbox"] = "of batches under way between nodes",
        ["Parcel"] = "of calls carried from node to node",
    };

    private CopyPlan(IReadOnlyList<CopyTable> tables) => Tables = tables;

    /// <summary>The tables in the order in which they were made, so that what refers to a row comes after it.</summary>
    public IReadOnlyList<CopyTable> Tables { get; }

    /// <summary>The log, which goes into parts.</summary>
    public CopyTable Log => Tables.First(table => table.IsHashed);

    /// <summary>Reads what both sides have.</summary>
    /// <exception cref="CopyException">They do not fit each other.</exception>
    public static CopyPlan Read(Connection source, Connection target)
    {
        var tables = TablesOf(source).Where(name => name is not (Versions or Marks)).Select(name => Pair(source, target, name, name)).ToList();
        // The log is unique there by a table of its own.
        tables.Insert(tables.FindIndex(table => table.IsHashed) + 1, Pair(source, target, "Arrival", "Log"));
        return new CopyPlan(tables);
    }

    /// <summary>What is compared before: which scripts were run for tables that are not the engine's. Null where there are none.</summary>
    public static CopyTable? ReadMarks(Connection source, Connection target) =>
        TablesOf(source).Contains(Marks, StringComparer.Ordinal) ? Pair(source, target, Marks, Marks) : null;

    private static CopyTable Pair(Connection source, Connection target, string name, string from)
    {
        var (there, here) = (TypesOf(target, name), ColumnsOf(source, from));
        if (there.Count == 0) throw new CopyException($"The table {name} is not on the server: it was made by another version of Baton. Start this Baton on the data folder once, stop it, and try again.");
        if (from == name && here.Find(column => !there.ContainsKey(column.Name)) is { Name: not null } missing)
            throw new CopyException($"The table {name} has no column {missing.Name} on the server: it was made by another version of Baton. Start this Baton on the data folder once, stop it, and try again.");
        var columns = here.Where(column => there.ContainsKey(column.Name)).Select(column => new CopyColumn(column.Name, there[column.Name])).ToList();
        List<string> key = from == name ? [.. here.Where(column => column.Key > 0).OrderBy(column => column.Key).Select(column => column.Name)] : ["Workspace", "Source", "Id"];
        return new CopyTable(name, from, columns, key.Count > 0 ? key : [.. columns.Select(column => column.Name)]);
    }

    private static List<string> TablesOf(Connection source)
    {
        var names = new List<string>();
        var statement = source[SourceTablesSql];
        while (statement.Next()) names.Add(statement.Text(0));
        statement.Reset();
        return names;
    }

    private static List<(string Name, int Key)> ColumnsOf(Connection source, string table)
    {
        var columns = new List<(string, int)>();
        var statement = source[SourceColumnsSql].Bind(table);
        while (statement.Next()) columns.Add((statement.Text(0), statement.Int(1)));
        statement.Reset();
        return columns;
    }

    private static Dictionary<string, string> TypesOf(Connection target, string table)
    {
        var types = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var statement = target[TargetColumnsSql].Bind(table.ToLowerInvariant());
        while (statement.Next()) types[statement.Text(0)] = statement.Text(1);
        statement.Reset();
        return types;
    }
}

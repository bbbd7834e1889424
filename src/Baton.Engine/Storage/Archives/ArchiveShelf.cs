using Baton.Engine.Clocks;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Archives;

/// <summary>The stretches of the log that are no longer in the database, and the rows in their files.</summary>
public sealed class ArchiveShelf(Database database) : IDisposable
{
    private static readonly string AllSql = $"SELECT {Stretch.Columns} FROM Archive ORDER BY Workspace, FirstSeq";
    private static readonly string BeforeSql = $"SELECT {Stretch.Columns} FROM Archive WHERE Workspace = ? AND FirstSeq < ? ORDER BY FirstSeq DESC";
    private static readonly string HoldingSql = $"SELECT {Stretch.Columns} FROM Archive WHERE Workspace = ? AND FirstSeq <= ? ORDER BY FirstSeq DESC LIMIT 1";
    private static readonly string NewestSql = "SELECT max(Newest) FROM Archive WHERE Workspace = ?";
    private static readonly string CustomerSql = "SELECT 1 FROM ArchivedCustomer WHERE Workspace = ? AND Customer = ?";

    private readonly ReadConnections _connections = new(database);

    /// <summary>The folder of all archives, in the data folder. With a server, every node must see the same one.</summary>
    public string Folder { get; } = Path.Combine(database.Folder, FolderName);

    internal const string FolderName = "archive";

    /// <summary>Every stretch of every workspace, oldest first.</summary>
    public IReadOnlyList<Stretch> All()
    {
        using var query = _connections.Prepare(AllSql);
        return query.Read(Stretch.Read);
    }

    /// <summary>A workspace's stretches that begin before a seq, newest first.</summary>
    public IReadOnlyList<Stretch> Before(string workspace, long seq)
    {
        using var query = _connections.Prepare(BeforeSql);
        query.Statement.Bind(workspace).Bind(seq);
        return query.Read(Stretch.Read);
    }

    /// <summary>A workspace's stretches from the one on that holds a seq, oldest first; none when none holds it.</summary>
    internal IEnumerable<Stretch> From(string workspace, long seq) =>
        Holding(workspace, seq) is { } first && first.Last >= seq ? Before(workspace, long.MaxValue).Reverse().SkipWhile(stretch => stretch.First < first.First) : [];

    /// <summary>Whether rows of a customer were moved out of the log.</summary>
    public bool HasRowsOf(string workspace, string customer)
    {
        using var query = _connections.Prepare(CustomerSql);
        query.Statement.Bind(workspace).Bind(customer);
        return query.Statement.Next();
    }

    /// <summary>The row of that seq, if it lies in an archive of this workspace.</summary>
    /// <exception cref="ArchiveException">The file cannot be read.</exception>
    public LogRow? Find(string workspace, long seq) =>
        Holding(workspace, seq) is { File: not null } stretch && stretch.Last >= seq ? Read(stretch).FirstOrDefault(row => row.Seq == seq) : null;

    /// <summary>The rows of a stretch, oldest first; none when they were dropped.</summary>
    /// <exception cref="ArchiveException">The file cannot be read.</exception>
    public IReadOnlyList<LogRow> Read(Stretch stretch) => stretch.File is null ? [] : [.. ArchiveFile.Read(PathOf(stretch.File)).Rows.Select(archived => archived.Row)];

    /// <summary>Every archived row of a workspace, oldest first, a file at a time.</summary>
    internal IEnumerable<LogRow> Rows(string workspace) => Before(workspace, long.MaxValue).Reverse().SelectMany(Read);

    internal string PathOf(string name) => Path.Combine(Folder, name.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>When the newest row was received that was moved out of a workspace's log, unix ms; null when none was.</summary>
    public long? NewestOf(string workspace)
    {
        using var query = _connections.Prepare(NewestSql);
        query.Statement.Bind(workspace);
        return query.Statement.Next() ? query.Statement.LongOrNull(0) : null;
    }

    /// <summary>Refuses when rows of a workspace were dropped: nothing can be made again from what is left.</summary>
    /// <exception cref="ArchiveException">Some were dropped.</exception>
    internal void NeedAll(string workspace)
    {
        if (Before(workspace, long.MaxValue).FirstOrDefault(stretch => stretch.File is null) is { } dropped) throw new ArchiveException($"What happened until {dropped.Newest.ToTime():yyyy-MM-dd} was dropped for good by the retention, and deciding again begins with the first row.");
    }

    /// <summary>Removes every file of a workspace, after the database has forgotten them.</summary>
    internal void Remove(string workspace)
    {
        if (Directory.Exists(PathOf(FolderOf(workspace)))) Directory.Delete(PathOf(FolderOf(workspace)), recursive: true);
    }

    // Ids of workspaces may hold what no file system likes.
    internal static string FolderOf(string workspace) => Uri.EscapeDataString(workspace).Replace(".", "%2E", StringComparison.Ordinal);

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();

    private Stretch? Holding(string workspace, long seq)
    {
        using var query = _connections.Prepare(HoldingSql);
        query.Statement.Bind(workspace).Bind(seq);
        return query.Read(Stretch.Read) is [var stretch] ? stretch : null;
    }
}

using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Archives;

/// <summary>The stretches of the log that are no longer in the database, and the rows in their files.</summary>
public sealed class ArchiveShelf(Database database) : IDisposable
{
    private static readonly string AllSql = $"SELECT {Stretch.Columns} FROM Archive ORDER BY Workspace, FirstSeq";
    private static readonly string BeforeSql = $"SELECT {Stretch.Columns} FROM Archive WHERE Workspace = ? AND FirstSeq < ? ORDER BY FirstSeq DESC";
    private static readonly string HoldingSql = $"SELECT {Stretch.Columns} FROM Archive WHERE Workspace = ? AND FirstSeq <= ? ORDER BY FirstSeq DESC LIMIT 1";
    private static readonly string CustomerSql = "SELECT 1 FROM ArchivedCustomer WHERE Workspace = ? AND Customer = ?";

    private readonly ReadConnections _connections = new(database);

    /// <summary>The folder of all archives, beside the file; a server has none.</summary>
    public string Folder { get; } = database is DatabaseFile file ? Path.Combine(Path.GetDirectoryName(file.Path)!, FolderName) : "";

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

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();

    private Stretch? Holding(string workspace, long seq)
    {
        using var query = _connections.Prepare(HoldingSql);
        query.Statement.Bind(workspace).Bind(seq);
        return query.Read(Stretch.Read) is [var stretch] ? stretch : null;
    }
}

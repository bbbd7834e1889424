using System.Globalization;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Search;
using Baton.Engine.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Storage;

/// <summary>One SQLite file and the one way in which it is opened.</summary>
public sealed class DatabaseFile : Database
{
    private static readonly string FindOnceSql = "SELECT Seq FROM Log WHERE Workspace = ? AND Source = ? AND Id = ?";

    private const string FindSchemaSql = "SELECT 1 FROM sqlite_schema WHERE name = 'SchemaVersion'";

    /// <summary>Names the file in a folder, which is made when missing.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="name">Name of the file in it.</param>
    public DatabaseFile(string folder, string name = "baton.db")
        : base(folder)
    {
        Directory.CreateDirectory(folder);
        Path = System.IO.Path.Combine(folder, name);
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public override string Kind => "Sqlite";

    /// <inheritdoc/>
    public override string Name => Path;

    internal override string FindOnce => FindOnceSql;

    internal override string FindSchema => FindSchemaSql;

    internal override int IdleReaders => int.MaxValue;

    /// <summary>
    /// Said on every connection: commits reach the disk before they return, sorting stays in memory, and pages move from the write-ahead log into
    /// the database every 16 MB, when most were overwritten there several times. Every 4 MB, as by default, halves the commits per second; every
    /// 64 MB doubles the longest wait for one.
    /// </summary>
    internal const string EveryConnection = """
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -16000;
        """;

    internal override Connection Open(bool onlyReads = false) => Open(onlyReads ? "PRAGMA query_only = ON;" : "");

    /// <summary>Opens a connection with pragmas of its own.</summary>
    internal Connection Open(string pragmas)
    {
        var connection = new FileConnection(Path);
        try
        {
            connection.Execute(EveryConnection + pragmas);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>For pooled connections, as EF Core opens them.</summary>
    public string PooledConnection => new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        Mode = SqliteOpenMode.ReadWriteCreate,
        ForeignKeys = true,
        Pooling = true,
        DefaultTimeout = 5,
    }.ToString();

    /// <inheritdoc/>
    public override DbContextOptionsBuilder Use(DbContextOptionsBuilder builder) => builder.UseSqlite(PooledConnection).AddInterceptors(new ConnectionPragmas());

    internal override ICommitWriter OpenWriter() => new BatchWriter(this);

    // Two processes would give the same seqs to different events. The system lets go of the lock when a process ends, however it ends.
    internal override IDisposable StandAlone()
    {
        var path = Path + ".lock";
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new JournalException($"Another Baton is using this data folder ({path}). Stop it, or choose another folder.", exception);
        }
    }

    // Both stay with the file. The first can only be said before there is a table: an older file keeps its free pages and fills them again.
    // The second cannot be changed inside a transaction, and SQLite does not wait for another who changes it at the same moment.
    internal override void Prepare()
    {
        for (var tries = 100; ; tries--)
        {
            try
            {
                using var connection = Open("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL;");
                return;
            }
            catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY && tries > 1)
            {
                Thread.Sleep(TimeSpan.FromMilliseconds(20));
            }
        }
    }

    internal override SearchIndex OpenSearch() => new FileSearchIndex(new DatabaseFile(Folder, "search.db"));

    internal override FacetIndex OpenFacets() => new FacetFile(new DatabaseFile(Folder, "facets.db"), this);

    internal override void ForgetIndexes()
    {
        foreach (var index in (string[])["facets.db", "search.db"])
        {
            foreach (var part in (string[])["-wal", "-shm", ""]) File.Delete(System.IO.Path.Combine(Folder, index + part));
        }
    }

    internal override async Task<string> CareAsync(Journal journal, CancellationToken cancel)
    {
        await journal.RunAsync(new Statistics());
        var (pages, moved) = new WriteAheadLog(this).Checkpoint();
        var rest = pages - moved;
        return rest == 0 ? "Everything written ahead is in the database." : string.Create(CultureInfo.InvariantCulture, $"{rest:N0} of {pages:N0} pages stay ahead until readers are done.");
    }
}

using Microsoft.Data.Sqlite;

namespace Baton.Engine.Storage;

/// <summary>One SQLite file and the one way in which it is opened.</summary>
public sealed class DatabaseFile
{
    /// <summary>Names the file in a folder, which is made when missing.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="name">Name of the file in it.</param>
    public DatabaseFile(string folder, string name = "baton.db")
    {
        Directory.CreateDirectory(folder);
        Path = System.IO.Path.Combine(folder, name);
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>
    /// Said on every connection: commits reach the disk before they return, sorting stays in memory, and pages move from the write-ahead log into
    /// the database only every 64 MB, when most were overwritten there many times (by default every 4 MB, which halves the commits per second).
    /// </summary>
    internal const string EveryConnection = """
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = 16000;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -16000;
        """;

    /// <summary>Opens a connection of its own, to be used by one thread at a time.</summary>
    internal Connection Open(string pragmas = "")
    {
        var connection = new Connection(Path);
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
}

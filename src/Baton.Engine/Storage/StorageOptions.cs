namespace Baton.Engine.Storage;

/// <summary>Where the database lies and how the journal groups commits.</summary>
public sealed class StorageOptions
{
    /// <summary>Folder of the embedded database and of other files; made when missing.</summary>
    public required string Data { get; init; }

    /// <summary>How to reach the PostgreSQL database that keeps everything; null for the embedded one.</summary>
    public string? Postgres { get; init; }

    /// <summary>Where other nodes on the same PostgreSQL database reach this one; empty until that is known.</summary>
    public string Address { get; init; } = "";

    /// <summary>Most units written by one commit.</summary>
    public int UnitsPerCommit { get; init; } = 512;

    /// <summary>A commit takes no further unit once it holds this many log rows.</summary>
    public int RowsPerCommit { get; init; } = 2_000;

    /// <summary>Units begun and not yet durable from which the journal calls itself full.</summary>
    public int UnitsInFlight { get; init; } = 8_192;

    /// <summary>The database that these options name.</summary>
    public Database Open() => Postgres is null ? new DatabaseFile(Data) : new DatabaseServer(Postgres, Data);
}

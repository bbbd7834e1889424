namespace Baton.Engine.Storage.Sqlite;

/// <summary>Moves what commits have written ahead into the database itself, without holding up anybody.</summary>
internal sealed class WriteAheadLog(DatabaseFile file)
{
    /// <summary>Moves as many pages as readers allow now.</summary>
    /// <returns>Pages in the write-ahead log, and how many of them are in the database now.</returns>
    public (long Pages, long Moved) Checkpoint()
    {
        using var connection = file.Open();
        var statement = connection["PRAGMA wal_checkpoint(PASSIVE)"];
        _ = statement.Next();
        var pages = (statement.Long(1), statement.Long(2));
        statement.Reset();
        return pages;
    }
}

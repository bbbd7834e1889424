using Baton.Engine.Storage.Chain;
using Microsoft.Data.Sqlite;

namespace Baton.Engine.Storage.Verification;

/// <summary>
/// Before anything is written: whether the database is there, can be read, and ends where Baton left it. Small databases are looked
/// through whole; of large ones the end of the log and of each strand, which takes milliseconds. The log check reads the rest later.
/// </summary>
internal static class StartCheck
{
    private const long SmallBytes = 64 << 20;
    private const int LastRows = 1_000;

    /// <summary>Checks a database that is there already.</summary>
    /// <exception cref="DamagedDatabaseException">It is damaged; nothing was changed.</exception>
    public static void Run(DatabaseFile file)
    {
        var bytes = new FileInfo(file.Path) is { Exists: true } found ? found.Length : 0;
        if (bytes == 0)
        {
            // The search index is made after the first tables: where it is, there was a database.
            if (File.Exists(Path.Combine(Path.GetDirectoryName(file.Path)!, "search.db"))) throw new DamagedDatabaseException(file.Path, "it is missing or empty, although this folder was used before.");
            return;
        }

        try
        {
            if (Quick(file, bytes) is { } fault) throw new DamagedDatabaseException(file.Path, fault + ".");
            if (Schema.SchemaUpdate.VersionOf(file) == Schema.SchemaUpdate.NewestOf(file.Kind) && new ChainCheck(file).RunEnd(LastRows).Faults is [var first, ..])
                throw new DamagedDatabaseException(file.Path, $"at seq {first.Seq} of the log: {first.What}");
        }
        catch (SqliteException fault)
        {
            throw new DamagedDatabaseException(file.Path, $"it cannot be read ({fault.Message}).", fault);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
        }
    }

    private static string? Quick(DatabaseFile file, long bytes)
    {
        using var connection = file.Open("PRAGMA query_only = ON;");
        var check = connection[bytes <= SmallBytes ? "PRAGMA quick_check(1)" : "SELECT CASE WHEN count(*) > 0 THEN 'ok' ELSE 'it has no tables' END FROM sqlite_master"];
        var said = check.Next() ? check.Text(0).Replace('\n', ' ') : "ok";
        check.Reset();
        return said == "ok" ? null : said;
    }
}

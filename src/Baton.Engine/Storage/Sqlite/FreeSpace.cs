using Baton.Engine.Storage.Journaling;

namespace Baton.Engine.Storage.Sqlite;

/// <summary>
/// Gives pages that hold nothing any more back to the disk, a few hundred a commit, so that events hardly wait for it. Some are left, to be filled
/// again without asking the disk. A file made before Baton could do this keeps its free pages and fills them again.
/// </summary>
internal sealed class FreeSpace(Database database, Journal journal)
{
    private const int PagesAtOnce = 500;
    private const int PagesLeft = 2_000;

    /// <summary>Gives back what is free beyond a reserve.</summary>
    /// <returns>How many bytes.</returns>
    public async Task<long> GiveBackAsync(CancellationToken cancel)
    {
        var (before, size, canShrink) = Look();
        var free = before;
        while (canShrink && free > PagesLeft && !cancel.IsCancellationRequested)
        {
            await journal.RunAsync(new Shrinking(Math.Min(PagesAtOnce, free - PagesLeft)));
            if (Look().Free is var rest && rest >= free) break;
            else free = rest;
        }

        return Math.Max(0, before - free) * size;
    }

    /// <summary>Pages that hold nothing, the size of a page, and whether the file can shrink while it is used.</summary>
    public (long Free, long PageSize, bool CanShrink) Look()
    {
        if (database is not DatabaseFile file) return default;
        using var connection = file.Open("PRAGMA query_only = ON;");
        return (One(connection, "PRAGMA freelist_count"), One(connection, "PRAGMA page_size"), One(connection, "PRAGMA auto_vacuum") == 2);
    }

    private static long One(Connection connection, string pragma)
    {
        var statement = connection[pragma];
        _ = statement.Next();
        var value = statement.Long(0);
        statement.Reset();
        return value;
    }

    private sealed class Shrinking(long pages) : Write
    {
        public override void Run(Connection connection) => connection.Execute(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PRAGMA incremental_vacuum({pages})"));
    }
}

using System.Globalization;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Search;

namespace Baton.Engine.Storage.Archives;

/// <summary>
/// Moves the oldest rows of a workspace's log into files, a stretch at a time. The file is on disk and was read back before the one commit that
/// takes the rows out, so that a crash at any moment leaves each row in the log or in a file that counts, never in neither.
/// </summary>
public sealed class Archiver(Database database, Journal journal, LogLookups lookups, FacetIndex facets, SearchIndex search, ArchiveShelf shelf) : IDisposable
{
    /// <summary>Rows in a stretch: taking them out holds the next commit up for some tens of milliseconds.</summary>
    public const int RowsAtOnce = 2_000;

    private static readonly string OpenSql = "SELECT min(Seq) FROM Log INDEXED BY LogOpen WHERE Outcome <> 0 AND Workspace = ? AND Outcome IN (1, 3, 4)";

    // What a chain goes on with that began again after its root was moved.
    private static readonly string AgainSql = "SELECT min(Seq) FROM Log WHERE Root IN (SELECT Seq FROM Reopened WHERE Workspace = ?1 AND Outcome IN (1, 3, 4)) AND Root <> Seq AND Workspace = ?1";
    private static readonly string OldestSql = $"SELECT {LogTable.ColumnsAndHash} FROM Log WHERE Workspace = ? ORDER BY Seq LIMIT ?";
    private static readonly string AnchorsSql = "SELECT Lane, AnchorSeq, Anchor FROM Strand WHERE Workspace = ? AND Anchor IS NOT NULL ORDER BY Lane";

    private readonly ReadConnections _connections = new(database);

    /// <summary>The first event of a workspace that is not finished; nothing from there on can be moved. Null when all are.</summary>
    public long? FirstOpen(string workspace) => (First(OpenSql, workspace), First(AgainSql, workspace)) is var (open, again) && open < again ? open : again ?? open;

    /// <summary>When a row of the log was received, unix ms; null when it is not there.</summary>
    public long? ReceivedAt(string workspace, long seq) => lookups.ReadRow(workspace, seq)?.Received;

    /// <summary>Moves the next stretch.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="before">Rows received before this time are old enough, unix ms.</param>
    /// <param name="keepFile">False drops the rows for good.</param>
    /// <param name="snapshot">Puts the states of customers on disk as they are now.</param>
    /// <returns>The stretch; null when nothing more can be moved.</returns>
    /// <exception cref="ArchiveException">The log or the file written is not what it should be; nothing was moved.</exception>
    public async Task<Stretch?> MoveNextAsync(string workspace, long before, bool keepFile, Func<IReadOnlyList<string>, Task> snapshot)
    {
        var rows = Oldest(workspace, before);
        if (rows.Count == 0) return null;
        var walk = new StrandWalk(Anchors(workspace));
        var head = new ArchiveHead(ArchiveHead.Newest, workspace, rows[0].Row.Seq, rows[^1].Row.Seq, walk.Ends);
        foreach (var row in rows)
        {
            if (!walk.Follows(row)) throw new ArchiveException($"The row {row.Row.Seq} of the log is not what was written, so nothing was moved. See what is wrong with \"baton verify\".");
        }

        await snapshot(Behind(workspace, rows));
        var removal = new StretchRemoval(Describe(head, rows, keepFile), rows, walk.Ends, notesIds: database is DatabaseFile);
        journal.Archived.Announce(workspace, head.Last);
        await journal.RunAsync(removal);
        if (!removal.IsDone) return null;
        Forget(workspace, rows);
        return removal.Stretch;
    }

    /// <summary>Takes the last stretch out of the indexes again, in case the app was stopped before it could.</summary>
    public void Tidy(string workspace)
    {
        if (shelf.Before(workspace, long.MaxValue) is not [{ File: not null } last, ..]) return;
        facets.Forget(shelf.Read(last));
        search.Forget(workspace, shelf.Read(last));
    }

    /// <summary>Gives up the room that moved rows had in the index of words.</summary>
    public void Compact(CancellationToken cancel) => search.Compact(cancel);

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();

    private long? First(string sql, string workspace)
    {
        using var query = _connections.Prepare(sql);
        query.Statement.Bind(workspace);
        return query.Statement.Next() ? query.Statement.LongOrNull(0) : null;
    }

    // The very last row of the log stays: seqs and indexes go on from it. So does what the search index has not seen yet.
    private List<ArchivedRow> Oldest(string workspace, long before)
    {
        var end = Math.Min(Math.Min(journal.DurableSeq, lookups.LastSeq()), search.Position);
        if (FirstOpen(workspace) is { } open) end = Math.Min(end, open);
        using var query = _connections.Prepare(OldestSql);
        query.Statement.Bind(workspace).Bind((long)RowsAtOnce);
        return [.. query.Read(row => new ArchivedRow(LogTable.Read(row), row.IsNull(LogTable.HashColumn) ? null : row.Bytes(LogTable.HashColumn))).TakeWhile(a => a.Row.Seq < end && a.Row.Received < before)];
    }

    private List<StrandEnd> Anchors(string workspace)
    {
        using var query = _connections.Prepare(AnchorsSql);
        query.Statement.Bind(workspace);
        return query.Read(row => new StrandEnd(row.Int(0), row.Long(1), row.Bytes(2)));
    }

    /// <summary>Customers whose state could not be made any more without these rows.</summary>
    private List<string> Behind(string workspace, List<ArchivedRow> rows) =>
        [.. rows.GroupBy(a => a.Row.Customer ?? CustomerState.OfWorkspace, StringComparer.Ordinal).Where(g => (lookups.LoadSnapshot(workspace, g.Key)?.Seq ?? 0) < g.Max(a => a.Row.Seq)).Select(g => g.Key)];

    private Stretch Describe(ArchiveHead head, List<ArchivedRow> rows, bool keepFile)
    {
        var stretch = new Stretch(
            head.Workspace, head.First, head.Last, rows.Count, rows.Count(a => a.Row.Root == a.Row.Seq), rows.Min(a => a.Row.Received), rows.Max(a => a.Row.Received),
            rows.LastOrDefault(a => a.Row.Customer is null && EventTypes.Configuring.Contains(a.Row.Type))?.Row.Seq ?? 0, Bytes: 0, File: null, Digest: null);
        if (!keepFile) return stretch;
        var name = string.Create(CultureInfo.InvariantCulture, $"{ArchiveShelf.FolderOf(head.Workspace)}/{head.First}-{head.Last}.jsonl.br");
        var path = shelf.PathOf(name);
        var (bytes, digest) = ArchiveFile.Write(path, head, rows);

        // What cannot be read back must not be all that is left.
        var (_, read) = ArchiveFile.Read(path);
        var again = new StrandWalk(head.Strands);
        if (read.Count != rows.Count || !read.All(again.Follows)) throw new ArchiveException($"The archive {path} is not what was written to it, so nothing was moved. See that its disk is sound.");
        return stretch with { Bytes = bytes, File = name, Digest = digest };
    }

    private void Forget(string workspace, List<ArchivedRow> archived)
    {
        var rows = archived.ConvertAll(a => a.Row);
        facets.Forget(rows);
        search.Forget(workspace, rows);
    }
}

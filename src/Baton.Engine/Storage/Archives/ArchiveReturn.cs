using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Postgres;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Schema;

namespace Baton.Engine.Storage.Archives;

/// <summary>
/// Puts archived rows back into the log while Baton stands still: those of one archive or from a time on, and all that came after them, because
/// the log has no holes. Each archive is one transaction, the newest first. The indexes of the log are made again at the next start.
/// </summary>
public sealed class ArchiveReturn(Database database)
{
    private static readonly string DeleteSql = "DELETE FROM Archive WHERE Workspace = ? AND FirstSeq = ?";
    private static readonly string DeleteIdSql = "DELETE FROM ArchivedId WHERE Workspace = ? AND Hash = ?";
    private static readonly string DeleteCustomersSql = "DELETE FROM ArchivedCustomer WHERE Workspace = ?1 AND NOT EXISTS (SELECT 1 FROM Archive WHERE Workspace = ?1)";
    private static readonly string OutcomeSql = "UPDATE Log SET Outcome = (SELECT r.Outcome FROM Reopened r WHERE r.Workspace = Log.Workspace AND r.Seq = Log.Seq) WHERE Workspace = ?1 AND Seq IN (SELECT Seq FROM Reopened WHERE Workspace = ?1 AND Seq BETWEEN ?2 AND ?3)";
    private static readonly string DeleteReopenedSql = "DELETE FROM Reopened WHERE Workspace = ? AND Seq BETWEEN ? AND ?";
    private static readonly string NoAnchorSql = "UPDATE Strand SET AnchorSeq = 0, Anchor = NULL WHERE Workspace = ?";
    private static readonly string AnchorSql = "UPDATE Strand SET AnchorSeq = ?, Anchor = ? WHERE Workspace = ? AND Lane = ?";

    // What goes by a rule must not go again at once.
    private static readonly string KeepSql = "DELETE FROM Setting WHERE Workspace = ? AND Name = 'retention'";

    /// <summary>Puts rows back.</summary>
    /// <param name="isFirst">Says of a stretch whether it is wanted; it and every later one of its workspace are put back.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancel">Stops it between two archives; the log is whole then too.</param>
    /// <returns>The stretches put back, newest first.</returns>
    /// <exception cref="ArchiveException">They cannot be put back; what was not put back yet is as it was.</exception>
    public IReadOnlyList<Stretch> Run(Func<Stretch, bool> isFirst, Action<string>? progress = null, CancellationToken cancel = default)
    {
        if (SchemaUpdate.VersionOf(database) != SchemaUpdate.NewestOf(database.Kind)) throw new ArchiveException("The database is of another version than this Baton. Start Baton on it once, stop it, and try again.");
        using var alone = Alone();
        using var shelf = new ArchiveShelf(database);
        var wanted = shelf.All().GroupBy(s => s.Workspace, StringComparer.Ordinal).SelectMany(g => g.SkipWhile(s => !isFirst(s)).Reverse()).ToList();
        if (wanted.Count == 0) return [];
        if (wanted.Find(s => s.File is null) is { } dropped) throw new ArchiveException($"The rows {dropped.First} to {dropped.Last} of {dropped.Workspace} were dropped for good, so what lies before them cannot be put back into the log. Choose a later time.");
        database.ForgetIndexes();
        using var connection = database.Open();
        foreach (var stretch in wanted)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Invoke($"putting back {stretch.File}");
            Return(connection, stretch, shelf.PathOf(stretch.File!), database is DatabaseFile);
            File.Delete(shelf.PathOf(stretch.File!));
        }

        return wanted;
    }

    private static void Return(Connection connection, Stretch stretch, string path, bool notesIds)
    {
        var (head, rows) = ArchiveFile.Read(path);
        var walk = new StrandWalk(head.Strands);
        if (ArchiveFile.DigestOf(path) != stretch.Digest || rows.Count != stretch.Rows || !rows.All(walk.Follows)) throw new ArchiveException($"The archive {path} is not what was written. Take it from a backup, and try again.");
        connection.BeginAlone();
        try
        {
            if (connection is ServerConnection server) new LogParts(server).MakeFor(stretch.First, stretch.Last); // emptied ones are dropped
            foreach (var row in rows) Insert(connection, row);
            if (notesIds) foreach (var (row, _) in rows) connection[DeleteIdSql].Bind(row.Workspace).Bind(ArchivedId.Of(row.Source, row.Id)).Run();
            connection[OutcomeSql].Bind(stretch.Workspace).Bind(stretch.First).Bind(stretch.Last).Run();
            connection[DeleteReopenedSql].Bind(stretch.Workspace).Bind(stretch.First).Bind(stretch.Last).Run();
            connection[DeleteSql].Bind(stretch.Workspace).Bind(stretch.First).Run();
            connection[DeleteCustomersSql].Bind(stretch.Workspace).Run();
            connection[NoAnchorSql].Bind(stretch.Workspace).Run();
            foreach (var end in head.Strands) connection[AnchorSql].Bind(end.Seq).Bind(end.Hash).Bind(stretch.Workspace).Bind((long)end.Lane).Run();
            connection[KeepSql].Bind(stretch.Workspace).Run();
            connection.Commit();
        }
        catch
        {
            connection.Rollback();
            throw;
        }
    }

    private static void Insert(Connection connection, ArchivedRow archived)
    {
        var insert = connection.Many(archived.Hash is null ? LogTable.InsertWithoutHash : LogTable.Insert);
        LogTable.Bind(insert, archived.Row);
        if (archived.Hash is { } hash) insert.Bind(hash);
        insert.Run();
    }

    private IDisposable Alone()
    {
        if (database is DatabaseServer server && server.HasNodes()) throw new ArchiveException("Rows can only be put back while Baton stands still: stop every node, wait ten seconds if one was killed, and try again.");
        try
        {
            return database.StandAlone() ?? database.OpenWriter();
        }
        catch (JournalException fault)
        {
            throw new ArchiveException("Rows can only be put back while Baton stands still: stop it, and try again.", fault);
        }
    }
}

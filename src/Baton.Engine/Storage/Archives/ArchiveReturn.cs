using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Schema;

namespace Baton.Engine.Storage.Archives;

/// <summary>
/// Puts archived rows back into the log while Baton stands still: those of one archive or from a time on, and all that came after them, because
/// the log has no holes. Each archive is one transaction, the newest first. The indexes of the log are made again at the next start.
/// </summary>
public sealed class ArchiveReturn(DatabaseFile file)
{
    private static readonly string DeleteSql = "DELETE FROM Archive WHERE Workspace = ? AND FirstSeq = ?";
    private static readonly string DeleteIdSql = "DELETE FROM ArchivedId WHERE Workspace = ? AND Hash = ?";
    private static readonly string DeleteCustomersSql = "DELETE FROM ArchivedCustomer WHERE Workspace = ?1 AND NOT EXISTS (SELECT 1 FROM Archive WHERE Workspace = ?1)";
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
        if (SchemaUpdate.VersionOf(file) != SchemaUpdate.NewestOf(file.Kind)) throw new ArchiveException("The database is of another version than this Baton. Start Baton on it once, stop it, and try again.");
        using var alone = Alone();
        using var shelf = new ArchiveShelf(file);
        var wanted = shelf.All().GroupBy(s => s.Workspace, StringComparer.Ordinal).SelectMany(g => g.SkipWhile(s => !isFirst(s)).Reverse()).ToList();
        if (wanted.Count == 0) return [];
        if (wanted.Find(s => s.File is null) is { } dropped) throw new ArchiveException($"The rows {dropped.First} to {dropped.Last} of {dropped.Workspace} were dropped for good, so what lies before them cannot be put back into the log. Choose a later time.");
        ForgetIndexes();
        using var connection = file.Open();
        foreach (var stretch in wanted)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Invoke($"putting back {stretch.File}");
            Return(connection, stretch, shelf.PathOf(stretch.File!));
            File.Delete(shelf.PathOf(stretch.File!));
        }

        return wanted;
    }

    private static void Return(Connection connection, Stretch stretch, string path)
    {
        var (head, rows) = ArchiveFile.Read(path);
        var walk = new StrandWalk(head.Strands);
        if (ArchiveFile.DigestOf(path) != stretch.Digest || rows.Count != stretch.Rows || !rows.All(walk.Follows)) throw new ArchiveException($"The archive {path} is not what was written. Take it from a backup, and try again.");
        connection.BeginAlone();
        try
        {
            foreach (var row in rows) Insert(connection, row);
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
        var insert = connection[LogTable.Insert];
        LogTable.Bind(insert, archived.Row);
        if (archived.Hash is { } hash) insert.Bind(hash);
        else insert.Bind((string?)null);
        insert.Run();
        connection[DeleteIdSql].Bind(archived.Row.Workspace).Bind(ArchivedId.Of(archived.Row.Source, archived.Row.Id)).Run();
    }

    // They hold the rows up to the end of the log, and would never look at what came back below it.
    private void ForgetIndexes()
    {
        var folder = Path.GetDirectoryName(file.Path)!;
        foreach (var index in (string[])["facets.db", "search.db"])
        {
            foreach (var part in (string[])["-wal", "-shm", ""]) File.Delete(Path.Combine(folder, index + part));
        }
    }

    private IDisposable Alone()
    {
        try
        {
            return file.StandAlone();
        }
        catch (JournalException fault)
        {
            throw new ArchiveException("Rows can only be put back while Baton stands still: stop it, and try again.", fault);
        }
    }
}

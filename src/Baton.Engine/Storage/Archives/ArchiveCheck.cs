using System.Globalization;

namespace Baton.Engine.Storage.Archives;

/// <summary>What a check of the archives found.</summary>
/// <param name="Files">Files read.</param>
/// <param name="Rows">Rows in them.</param>
/// <param name="Dropped">Rows that were dropped for good, by rule; nothing can be said of them.</param>
/// <param name="Faults">What is wrong, each in one sentence.</param>
public sealed record ArchiveReport(long Files, long Rows, long Dropped, IReadOnlyList<string> Faults);

/// <summary>Reads every archive and hashes its rows again, from file to file and over the boundary into the log.</summary>
public sealed class ArchiveCheck(Database database)
{
    private static readonly string StretchesSql = $"SELECT {Stretch.Columns} FROM Archive ORDER BY Workspace, FirstSeq";
    private static readonly string AnchorsSql = "SELECT Workspace, Lane, AnchorSeq, Anchor FROM Strand WHERE Anchor IS NOT NULL ORDER BY Workspace, Lane";

    /// <summary>Checks them all.</summary>
    public ArchiveReport Run(Action<long>? progress = null, CancellationToken cancel = default)
    {
        using var shelf = new ArchiveShelf(database);
        var faults = new List<string>();
        var (all, ends) = Noted();
        var anchors = ends.ToLookup(a => a.Workspace, a => a.End, StringComparer.Ordinal);
        var stretches = all.ToLookup(s => s.Workspace, StringComparer.Ordinal);
        long files = 0, rows = 0, dropped = 0;
        foreach (var workspace in stretches.Select(g => g.Key).Union(anchors.Select(g => g.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            // Where the strands end is not known after rows that were dropped; the next file says it.
            StrandWalk? walk = new([]);
            foreach (var stretch in stretches[workspace])
            {
                cancel.ThrowIfCancellationRequested();
                if (stretch.File is null) (dropped, walk) = (dropped + stretch.Rows, null);
                else
                {
                    walk = Check(shelf.PathOf(stretch.File), stretch, walk, faults);
                    (files, rows) = (files + 1, rows + stretch.Rows);
                    progress?.Invoke(rows);
                }
            }

            if (walk?.Agrees(anchors[workspace]) == false) faults.Add($"the archives of {workspace}: their last rows are not those that the log goes on from. A file or its note was removed, or rows were.");
        }

        return new ArchiveReport(files, rows, dropped, faults);
    }

    private static StrandWalk? Check(string path, Stretch stretch, StrandWalk? before, List<string> faults)
    {
        var called = $"the archive {path}";
        if (ArchiveFile.DigestOf(path) is not { } digest)
        {
            faults.Add(called + ": it is missing. Take it from a backup.");
            return null;
        }

        if (digest != stretch.Digest) faults.Add(called + ": it is not what was written; its digest differs. Take it from a backup.");
        try
        {
            var (head, rows) = ArchiveFile.Read(path);
            if (before?.Agrees(head.Strands) == false) faults.Add(called + ": it does not follow the one before it.");
            if (rows.Count != stretch.Rows || head.Workspace != stretch.Workspace || head.First != stretch.First || head.Last != stretch.Last) faults.Add(called + ": it holds other rows than were moved.");
            var walk = new StrandWalk(head.Strands);
            if (rows.FirstOrDefault(row => !walk.Follows(row)) is { } wrong) faults.Add(string.Create(CultureInfo.InvariantCulture, $"{called}: the row {wrong.Row.Seq} is not what was written."));
            else return walk;
        }
        catch (ArchiveException fault)
        {
            faults.Add(called + ": " + fault.Message);
        }

        return null;
    }

    // As of one moment: more may be moved while this reads files.
    private (List<Stretch> Stretches, List<(string Workspace, StrandEnd End)> Anchors) Noted()
    {
        using var connection = database.Open(onlyReads: true);
        connection.BeginSnapshot();
        var (stretches, anchors) = (new List<Stretch>(), new List<(string, StrandEnd)>());
        var statement = connection[StretchesSql];
        while (statement.Next()) stretches.Add(Stretch.Read(statement));
        statement.Reset();
        statement = connection[AnchorsSql];
        while (statement.Next()) anchors.Add((statement.Text(0), new StrandEnd(statement.Int(1), statement.Long(2), statement.Bytes(3))));
        statement.Reset();
        connection.Commit();
        return (stretches, anchors);
    }
}

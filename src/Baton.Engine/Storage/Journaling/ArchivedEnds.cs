using System.Collections.Concurrent;

namespace Baton.Engine.Storage.Journaling;

/// <summary>Up to where the log of each workspace was moved out of it, or is just being moved. For any thread.</summary>
internal sealed class ArchivedEnds
{
    private const string EndsSql = "SELECT Workspace, max(LastSeq) FROM Archive GROUP BY Workspace";

    private readonly ConcurrentDictionary<string, long> _ends = new(StringComparer.Ordinal);

    /// <summary>The last seq that may no longer be in the log; 0 when all are.</summary>
    public long LastOf(string workspace) => _ends.GetValueOrDefault(workspace);

    /// <summary>Says that rows up to a seq are about to leave the log. Said too early it does no harm.</summary>
    public void Announce(string workspace, long seq) => _ends.AddOrUpdate(workspace, seq, (_, known) => Math.Max(known, seq));

    /// <summary>Reads what is in the database.</summary>
    public void Read(Database database)
    {
        using var connection = database.Open(onlyReads: true);
        var statement = connection[EndsSql];
        while (statement.Next()) Announce(statement.Text(0), statement.Long(1));
        statement.Reset();
    }
}

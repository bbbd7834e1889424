using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Archives;

/// <summary>Single rows and chains, wherever they lie. A file is read whole for a row in it (some tens of milliseconds), so not for what happens often.</summary>
public sealed class WholeLog(LogLookups lookups, ArchiveShelf shelf)
{
    // A chain is mostly over within hours. What an action did that waited for weeks may lie further on, and is left out.
    private const int StretchesOfAChain = 8;

    /// <summary>The row of that seq, if it is in this workspace; and whether it lies in an archive.</summary>
    /// <exception cref="ArchiveException">It lies in a file that cannot be read.</exception>
    public (LogRow? Row, bool IsArchived) Find(string workspace, long seq)
    {
        if (lookups.ReadRow(workspace, seq) is { } row) return (row, false);
        return shelf.Find(workspace, seq) is { } archived ? (archived, true) : (null, false);
    }

    /// <summary>The row of that seq, wherever it lies.</summary>
    /// <exception cref="ArchiveException">It lies in a file that cannot be read.</exception>
    public LogRow? Read(string workspace, long seq) => Find(workspace, seq).Row;

    /// <summary>The rows of a chain, oldest first, its root included.</summary>
    /// <exception cref="ArchiveException">It began in a file that cannot be read.</exception>
    public IReadOnlyList<LogRow> ReadChain(string workspace, long root)
    {
        var kept = lookups.ReadChain(workspace, root);
        if (kept is [var first, ..] && first.Seq == root) return kept;
        return [.. shelf.From(workspace, root).Take(StretchesOfAChain).SelectMany(shelf.Read).Where(row => row.Root == root && row.Seq < (kept is [var next, ..] ? next.Seq : long.MaxValue)), .. kept];
    }
}

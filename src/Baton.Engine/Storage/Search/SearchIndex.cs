using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Search;

/// <summary>The index of words over the log, a moment behind it.</summary>
public abstract class SearchIndex : IDisposable
{
    /// <summary>The last seq indexed.</summary>
    public abstract long Position { get; }

    /// <summary>Seqs of the log rows of a workspace in which every word occurs, newest first.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="typed">What a person typed: words, or phrases between double quotes.</param>
    /// <param name="beforeSeq">Only rows before this one.</param>
    /// <param name="limit">How many at most.</param>
    public abstract IReadOnlyList<long> Find(string workspace, string typed, long beforeSeq, int limit);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Starts over when the log is not the one that was indexed, as after restoring a backup.</summary>
    internal abstract void Match(LogLookups log);

    /// <summary>Adds rows, which follow the last ones added. For one thread at a time.</summary>
    internal abstract void Add(IReadOnlyList<LogRow> rows);

    /// <summary>Takes rows out that are no longer in the log: the oldest of a workspace, as they were indexed. Doing it twice changes nothing.</summary>
    internal virtual void Forget(string workspace, IReadOnlyList<LogRow> rows)
    {
    }

    /// <summary>Gives up the room of what was taken out, in small steps.</summary>
    internal virtual void Compact(CancellationToken cancel)
    {
    }
}

namespace Baton.Engine.Storage.Journaling;

/// <summary>Where seqs come from when several processes write to one log: each takes them in blocks. For one thread at a time.</summary>
internal interface ISeqBlocks : IDisposable
{
    /// <summary>The block was taken so long ago that seqs from it would not follow time any more.</summary>
    bool IsStale { get; }

    /// <summary>Takes a block above every seq that anybody has had until now.</summary>
    /// <param name="seqs">How many are needed at least.</param>
    /// <param name="rest">The first unused seq of the block before.</param>
    /// <param name="end">The end of that block.</param>
    /// <exception cref="JournalException">The database does not answer, or this node was taken over.</exception>
    (long First, long End) Take(int seqs, long rest, long end);

    /// <summary>Nothing is in flight: what is unused of the block is somebody else's from now on.</summary>
    void Return(long rest, long end);

    /// <summary>Says which is the first seq that may still be written here.</summary>
    void Settle(long low);

    /// <summary>Below this seq nothing will ever appear in the log any more, whoever writes.</summary>
    long Horizon();
}

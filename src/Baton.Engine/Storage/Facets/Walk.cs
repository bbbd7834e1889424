using Baton.Engine.Storage.Lookups;

namespace Baton.Engine.Storage.Facets;

/// <summary>
/// Walks the seqs that several lists of postings share, from one end. Each list is asked only for its next seq at or beyond the
/// one that the others have reached (a leapfrog join: Veldhuizen, "Leapfrog Triejoin", 2014), so a short list makes a long one cheap.
/// </summary>
internal sealed class Walk(Statement seek, IReadOnlyList<long[]> all, bool newestFirst)
{
    private readonly long?[][] _reached = [.. all.Select(terms => new long?[terms.Length])];

    /// <summary>The next shared seq at <paramref name="from"/> or beyond it; null when there is none.</summary>
    public long? Next(long from)
    {
        var agreed = 0;
        for (var i = 0; agreed < all.Count; i = (i + 1) % all.Count)
        {
            if (NextOf(i, from) is not { } seq) return null;
            agreed = seq == from ? agreed + 1 : 1;
            from = seq;
        }

        return from;
    }

    // The next one of any of the terms. Where a term stands already is not asked for again.
    private long? NextOf(int list, long from)
    {
        long? nearest = null;
        for (var i = 0; i < all[list].Length; i++)
        {
            ref var reached = ref _reached[list][i];
            if (reached is null || (reached != Ended && IsBefore(reached.Value, from))) reached = Seek(all[list][i], from);
            if (reached != Ended && (nearest is null || IsBefore(reached.Value, nearest.Value))) nearest = reached;
        }

        return nearest;
    }

    private long Ended => newestFirst ? long.MinValue : long.MaxValue;

    private bool IsBefore(long seq, long other) => newestFirst ? seq > other : seq < other;

    private long Seek(long term, long from)
    {
        try
        {
            return seek.Bind(term).Bind(from).Next() ? seek.Long(0) : Ended;
        }
        finally
        {
            seek.Reset();
        }
    }
}

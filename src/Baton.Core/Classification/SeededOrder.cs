namespace Baton.Core.Classification;

/// <summary>A shuffled order that is the same for a seed on every machine and every runtime (SplitMix64, Fisher-Yates).</summary>
internal sealed class SeededOrder(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The numbers from 0 to <paramref name="count"/> - 1, shuffled.</summary>
    public int[] Shuffle(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var other = (int)(Next() % (ulong)(i + 1));
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}

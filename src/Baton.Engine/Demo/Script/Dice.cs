namespace Baton.Engine.Demo.Script;

/// <summary>Chance that falls the same way for a seed on every machine and runtime (SplitMix64).</summary>
internal sealed class Dice(int seed)
{
    private ulong _state = unchecked((ulong)seed * 0x9E3779B97F4A7C15);

    /// <summary>A number from 0 to below 1.</summary>
    public double Share() => (Next() >> 11) / (double)(1UL << 53);

    /// <summary>A whole number from <paramref name="least"/> to below <paramref name="end"/>.</summary>
    public int Between(int least, int end) => least + (int)(Share() * (end - least));

    /// <summary>A time span from <paramref name="least"/> to <paramref name="most"/> minutes, in whole seconds.</summary>
    public TimeSpan Minutes(double least, double most) => TimeSpan.FromSeconds(Math.Round(60 * (least + (Share() * (most - least)))));

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Between(0, choices.Count)];

    public T[] Shuffle<T>(IEnumerable<T> items)
    {
        var shuffled = items.ToArray();
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var other = Between(0, i + 1);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }

        return shuffled;
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}

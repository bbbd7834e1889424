using Baton.Core.Knowledge;

namespace Baton.Engine.Knowledge;

/// <summary>How often each stem stands in a text.</summary>
internal sealed class StemCounts
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int Length { get; private set; }

    public IEnumerable<string> Stems => _counts.Keys;

    public static StemCounts Of(string text)
    {
        var counts = new StemCounts();
        counts.Add(text, 1);
        return counts;
    }

    public int this[string stem] => _counts.GetValueOrDefault(stem);

    public void Add(string text, int weight)
    {
        foreach (var stem in Stem.Of(text))
        {
            _counts[stem] = this[stem] + weight;
            Length += weight;
        }
    }
}

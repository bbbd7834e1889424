namespace Baton.Engine.Knowledge;

/// <summary>BM25 (Robertson and Zaragoza 2009): a stem counts by how rare it is, by how often it stands in a text with diminishing return, and less in long texts.</summary>
internal sealed class StemRarity
{
    private const double Return = 1.2;
    private const double LengthMatters = 0.6;

    // A handful of texts is no sample of how people speak: with fewer than this no word would count as rare, and nothing could be found surely.
    private const int FewestTexts = 30;

    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly int _count;
    private readonly double _meanLength;

    public StemRarity(IReadOnlyCollection<StemCounts> texts)
    {
        _count = texts.Count;
        _meanLength = texts.Count == 0 ? 1 : texts.Average(text => text.Length);
        foreach (var stem in texts.SelectMany(text => text.Stems)) _texts[stem] = _texts.GetValueOrDefault(stem) + 1;
    }

    public double Score(StemCounts text, IEnumerable<string> asked)
    {
        var damping = Return * (1 - LengthMatters + (LengthMatters * text.Length / _meanLength));
        return asked.Sum(stem => Rarity(stem) * text[stem] * (Return + 1) / (text[stem] + damping));
    }

    /// <summary>Share of what was asked that this text speaks of. Words that no text knows, such as names, are not held against it.</summary>
    public double Coverage(StemCounts text, IReadOnlyCollection<string> asked)
    {
        var known = asked.Where(_texts.ContainsKey).ToArray();
        return known.Length == 0 ? 0 : known.Where(stem => text[stem] > 0).Sum(Rarity) / known.Sum(Rarity);
    }

    private double Rarity(string stem)
    {
        var texts = _texts.GetValueOrDefault(stem);
        return Math.Log(1 + ((Math.Max(_count, FewestTexts) - texts + 0.5) / (texts + 0.5)));
    }
}

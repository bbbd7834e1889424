namespace Baton.Core.Classification;

/// <summary>The hashed features of one text, words apart from character n-grams because each kind is weighed to length one by itself.</summary>
internal sealed class FeatureBuffer
{
    private uint[] _words = new uint[64];
    private uint[] _grams = new uint[256];
    private int _wordCount;
    private int _gramCount;

    public Span<uint> Words => _words.AsSpan(0, _wordCount);

    public Span<uint> Grams => _grams.AsSpan(0, _gramCount);

    public void Clear() => _wordCount = _gramCount = 0;

    public void AddWord(uint feature) => Add(ref _words, ref _wordCount, feature);

    public void AddGram(uint feature) => Add(ref _grams, ref _gramCount, feature);

    private static void Add(ref uint[] features, ref int count, uint feature)
    {
        if (count == features.Length)
            Array.Resize(ref features, count * 2);

        features[count++] = feature;
    }
}

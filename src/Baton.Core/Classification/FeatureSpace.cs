namespace Baton.Core.Classification;

/// <summary>
/// The features a model knows and how rare each is. A text becomes a sparse vector: rare features weigh more,
/// repeated ones grow by logarithm, and words and character n-grams are each brought to length one.
/// </summary>
internal sealed class FeatureSpace
{
    private readonly Dictionary<uint, int> _rows;
    private readonly uint[] _features;
    private readonly float[] _rarity;

    public FeatureSpace(uint[] features, float[] rarity)
    {
        _features = features;
        _rarity = rarity;
        _rows = new Dictionary<uint, int>(features.Length);
        for (var row = 0; row < features.Length; row++)
            _rows.Add(features[row], row);
    }

    public int Count => _features.Length;

    public ReadOnlySpan<uint> Features => _features;

    public ReadOnlySpan<float> Rarity => _rarity;

    /// <summary>Keeps every feature found in at least <paramref name="minimumTexts"/> of the texts, of too many the most frequent, in order of their hashes.</summary>
    public static FeatureSpace Learn(IReadOnlyList<string> texts, int minimumTexts, int most)
    {
        var counts = new Dictionary<uint, int>();
        var buffer = new FeatureBuffer();
        var seen = new HashSet<uint>();
        foreach (var text in texts)
        {
            buffer.Clear();
            seen.Clear();
            Tokens.Collect(text, buffer);
            CountOnce(buffer.Words, seen, counts);
            CountOnce(buffer.Grams, seen, counts);
        }

        var features = counts.Where(count => count.Value >= minimumTexts).OrderByDescending(count => count.Value).ThenBy(count => count.Key).Take(most).Select(count => count.Key).Order().ToArray();
        var rarity = features.Select(feature => Rare(texts.Count, counts[feature])).ToArray();
        return new FeatureSpace(features, rarity);
    }

    /// <summary>Replaces the content of <paramref name="vector"/> by the weighed features of <paramref name="text"/>.</summary>
    public void Weigh(ReadOnlySpan<char> text, FeatureBuffer buffer, SparseVector vector)
    {
        buffer.Clear();
        vector.Clear();
        Tokens.Collect(text, buffer);
        WeighGroup(buffer.Words, vector);
        WeighGroup(buffer.Grams, vector);
    }

    private void WeighGroup(Span<uint> features, SparseVector vector)
    {
        features.Sort();
        var first = vector.Count;
        for (var start = 0; start < features.Length;)
        {
            var end = start + 1;
            while (end < features.Length && features[end] == features[start])
                end++;

            if (_rows.TryGetValue(features[start], out var row))
                vector.Add(row, (float)(1 + ExactMath.Log(end - start)) * _rarity[row]);

            start = end;
        }

        vector.Normalise(first);
    }

    private static void CountOnce(ReadOnlySpan<uint> features, HashSet<uint> seen, Dictionary<uint, int> counts)
    {
        foreach (var feature in features)
        {
            if (seen.Add(feature))
                counts[feature] = counts.GetValueOrDefault(feature) + 1;
        }
    }

    private static float Rare(int texts, int holding) => (float)ExactMath.Log((1.0 + texts) / (1.0 + holding)) + 1;
}

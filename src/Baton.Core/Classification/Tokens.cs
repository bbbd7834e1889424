using System.Buffers;

namespace Baton.Core.Classification;

/// <summary>
/// Turns a text into hashed features: words, pairs of neighbouring words, pairs with one word between, and the character
/// n-grams of each word. A feature is only its 32-bit hash, so there is no vocabulary of strings to keep.
/// </summary>
public static class Tokens
{
    private const int ShortestGram = 2;
    private const int LongestGram = 5;
    private const char Edge = '\u0001';

    private const uint WordSeed = 0x811C9DC5;
    private const uint PairSeed = 0x9E3779B9;
    private const uint SkipSeed = 0x85EBCA6B;
    private const uint GramSeed = 0xC2B2AE35;

    /// <summary>The words of <paramref name="text"/>, lower-cased; apostrophes inside a word stay, all else separates.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<string>();
        var letters = ArrayPool<char>.Shared.Rent(Math.Max(1, text.Length));
        var position = 0;
        while (TryReadWord(text, ref position, letters, out var length))
            words.Add(new string(letters, 0, length));

        ArrayPool<char>.Shared.Return(letters);
        return words;
    }

    /// <summary>Adds the hashed features of <paramref name="text"/> to <paramref name="features"/>, repeats included, in reading order.</summary>
    internal static void Collect(ReadOnlySpan<char> text, FeatureBuffer features)
    {
        var rented = ArrayPool<char>.Shared.Rent(text.Length + 2);
        rented[0] = Edge;
        var position = 0;
        uint beforeLast = 0;
        var last = WordSeed;
        while (TryReadWord(text, ref position, rented.AsSpan(1), out var length))
        {
            rented[length + 1] = Edge;
            var word = Hash(WordSeed, rented.AsSpan(1, length));
            features.AddWord(word);
            features.AddWord(Combine(PairSeed, last, word));
            if (beforeLast != 0)
                features.AddWord(Combine(SkipSeed, beforeLast, word));

            AddGrams(rented.AsSpan(0, length + 2), features);
            beforeLast = last;
            last = word;
        }

        features.AddWord(Combine(PairSeed, last, WordSeed));
        ArrayPool<char>.Shared.Return(rented);
    }

    private static void AddGrams(ReadOnlySpan<char> edged, FeatureBuffer features)
    {
        for (var length = ShortestGram; length <= LongestGram; length++)
        {
            for (var start = 0; start + length <= edged.Length; start++)
                features.AddGram(Hash(GramSeed, edged.Slice(start, length)));
        }
    }

    private static bool TryReadWord(ReadOnlySpan<char> text, ref int position, Span<char> letters, out int length)
    {
        while (position < text.Length && !char.IsLetterOrDigit(text[position]))
            position++;

        length = 0;
        while (position < text.Length && (char.IsLetterOrDigit(text[position]) || IsInnerApostrophe(text, position)))
        {
            var letter = text[position++];
            letters[length++] = letter == '\u2019' ? '\'' : char.ToLowerInvariant(letter);
        }

        return length > 0;
    }

    private static bool IsInnerApostrophe(ReadOnlySpan<char> text, int position) =>
        text[position] is '\'' or '\u2019'
        && position + 1 < text.Length
        && char.IsLetterOrDigit(text[position + 1]);

    private static uint Hash(uint seed, ReadOnlySpan<char> letters)
    {
        var hash = seed;
        foreach (var letter in letters)
            hash = (hash ^ letter) * 16777619;

        return Mix(hash);
    }

    private static uint Combine(uint seed, uint first, uint second) => Mix((((seed ^ first) * 16777619) ^ second) * 16777619);

    private static uint Mix(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x7FEB352D;
        hash ^= hash >> 15;
        hash *= 0x846CA68B;
        return hash ^ (hash >> 16);
    }
}

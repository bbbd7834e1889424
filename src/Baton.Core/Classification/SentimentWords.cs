using System.Collections.Frozen;
using System.Globalization;

namespace Baton.Core.Classification;

/// <summary>The word list behind <see cref="Sentiment"/>, read once from the resource beside this file.</summary>
internal static class SentimentWords
{
    private const string Resource = "Baton.Core.Classification.sentiment-words.txt";

    private static readonly (FrozenDictionary<string, double> Strengths, FrozenDictionary<string, double> Changes, FrozenSet<string> Deniers) Lists = Read();

    /// <summary>The feeling of a word from -4 to 4, or null for a word without any.</summary>
    public static double? Strength(string word) => Lists.Strengths.TryGetValue(word, out var strength) ? strength : null;

    /// <summary>By what a word multiplies the feeling of the next one.</summary>
    public static double Change(string word) => Lists.Changes.GetValueOrDefault(word, 1);

    /// <summary>Whether a word turns the feeling of those after it around.</summary>
    public static bool Denies(string word) => Lists.Deniers.Contains(word);

    private static (FrozenDictionary<string, double>, FrozenDictionary<string, double>, FrozenSet<string>) Read()
    {
        var strengths = new Dictionary<string, double>(StringComparer.Ordinal);
        var changes = new Dictionary<string, double>(StringComparer.Ordinal);
        var deniers = new HashSet<string>(StringComparer.Ordinal);
        using var reader = new StreamReader(typeof(SentimentWords).Assembly.GetManifestResourceStream(Resource)!);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var first, .. var words] || first == "#")
                continue;
            if (first == "deny")
                deniers.UnionWith(words);
            else if (first == "by")
                AddAll(changes, words[1..], words[0]);
            else
                AddAll(strengths, words, first);
        }

        return (strengths.ToFrozenDictionary(StringComparer.Ordinal), changes.ToFrozenDictionary(StringComparer.Ordinal), deniers.ToFrozenSet(StringComparer.Ordinal));
    }

    private static void AddAll(Dictionary<string, double> list, string[] words, string number)
    {
        foreach (var word in words)
            list.Add(word, double.Parse(number, CultureInfo.InvariantCulture));
    }
}

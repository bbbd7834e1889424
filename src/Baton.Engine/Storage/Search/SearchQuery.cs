using System.Text;

namespace Baton.Engine.Storage.Search;

/// <summary>Turns what a person typed into a full-text query in which nothing they typed is syntax.</summary>
internal static class SearchQuery
{
    private const int MostTerms = 16;

    // The index keeps beginnings of four letters; shorter ones would have to gather half the dictionary.
    private const int ShortestPrefix = 4;

    /// <summary>
    /// Every word must occur; words between double quotes must stand together; the last word may be the beginning of one.
    /// Null when there is no word in it.
    /// </summary>
    public static string? From(string typed)
    {
        if (Read(typed) is not { } read) return null;
        return string.Join(" AND ", read.Terms.Select(Quote)) + (read.Unfinished ? "*" : "");
    }

    /// <summary>The words and phrases, and whether the last may be the beginning of one.</summary>
    public static (List<string> Terms, bool Unfinished)? Read(string typed)
    {
        var terms = Terms(typed).Take(MostTerms).ToList();
        if (terms.Count == 0) return null;
        return (terms, char.IsLetterOrDigit(typed[^1]) && terms[^1].Length >= ShortestPrefix);
    }

    public static IEnumerable<string> Terms(string typed)
    {
        var parts = typed.Split('"');
        for (var i = 0; i < parts.Length; i++)
        {
            // Odd parts stand between quotes; a last one without its closing quote is read as plain words.
            var phrase = i % 2 == 1 && i < parts.Length - 1;
            var terms = phrase ? [parts[i]] : parts[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            foreach (var term in terms.Where(HasWord)) yield return term.Replace("\0", "", StringComparison.Ordinal);
        }
    }

    // What has no letter or digit has no token, and would make the whole query find nothing.
    private static bool HasWord(string term) => term.EnumerateRunes().Any(Rune.IsLetterOrDigit);

    private static string Quote(string term) => $"\"{term}\"";
}

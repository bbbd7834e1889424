using System.Globalization;
using System.Text;
using Baton.Engine.Storage.Search;

namespace Baton.Engine.Storage.Postgres;

/// <summary>
/// Words as SQLite's unicode61 finds them: runs of letters and digits, without accents, in lower case. Made here and not by PostgreSQL, whose
/// parser keeps addresses and numbers whole, so that both databases find the same.
/// </summary>
internal static class SearchWords
{
    // What PostgreSQL can say of a word: 2,046 bytes, and places up to 16,383.
    private const int MostLetters = 500;
    private const int MostPlaces = 16_000;

    /// <summary>The words of a text with their places, and the workspace as a word that nobody can type.</summary>
    public static string Vector(string workspace, string text)
    {
        var places = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        var place = 0;
        foreach (var word in Of(text))
        {
            if (++place > MostPlaces) break;
            if (!places.TryGetValue(word, out var known)) places[word] = known = new StringBuilder();
            else known.Append(',');
            known.Append(CultureInfo.InvariantCulture, $"{place}");
        }

        var vector = new StringBuilder(Workspace(workspace));
        foreach (var (word, where) in places) vector.Append(' ').Append(word).Append(':').Append(where);
        return vector.ToString();
    }

    /// <summary>Asks for what a person typed; null when there is no word in it. The same rules as <see cref="SearchQuery.From"/>.</summary>
    public static string? Query(string workspace, string typed)
    {
        if (SearchQuery.Read(ServerText.Kept(typed)) is not { } read) return null;
        var terms = read.Terms.ConvertAll(term => Of(term).ToList());
        if (read.Unfinished && terms[^1] is [.., var last]) terms[^1][^1] = last + ":*";
        var asked = terms.Where(words => words.Count > 0).Select(words => $"({string.Join(" <-> ", words)})").ToList();
        return asked.Count == 0 ? null : $"{Workspace(workspace)} & {string.Join(" & ", asked)}";
    }

    private static string Workspace(string workspace) => $"'={Convert.ToHexStringLower(Encoding.UTF8.GetBytes(workspace))}'";

    private static IEnumerable<string> Of(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in Whole(text).Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            var kind = Rune.GetUnicodeCategory(rune);
            if (kind == UnicodeCategory.NonSpacingMark) continue;
            if (Rune.IsLetterOrDigit(rune) || kind is UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber or UnicodeCategory.PrivateUse)
            {
                if (word.Length < MostLetters) word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0) yield return word.ToString();
    }

    // Normalize throws on half a surrogate pair, and on the one code point that is a byte order mark the wrong way round.
    private static string Whole(string text) => ServerText.Kept(text).Replace('\uFFFE', '\uFFFD');
}

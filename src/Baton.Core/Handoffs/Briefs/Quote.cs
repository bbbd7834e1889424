using System.Globalization;
using System.Text;

namespace Baton.Core.Handoffs.Briefs;

/// <summary>Words of the log, made fit to stand in one line: no breaks, no signs that turn the writing around, and no longer than there is room for.</summary>
public static class Quote
{
    /// <summary>So much of one text is looked at: nobody asks for more than this at once, and a hostile one could be a megabyte.</summary>
    public const int MostRead = 8_000;

    /// <summary>The words in one line.</summary>
    public static string Plain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = new StringBuilder(Math.Min(text.Length, MostRead));
        var isGap = false;
        foreach (var rune in (text.Length > MostRead ? text.AsSpan(0, MostRead) : text).EnumerateRunes())
        {
            var kind = Rune.GetUnicodeCategory(rune);
            if (Rune.IsWhiteSpace(rune) || kind == UnicodeCategory.Control) isGap = plain.Length > 0;
            else if (kind is not (UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) && rune != Rune.ReplacementChar)
            {
                if (isGap) plain.Append(' ');
                isGap = false;
                plain.Append(rune.ToString());
            }
        }

        // The marks that set quoted words apart are not theirs to use.
        return plain.Replace('“', '"').Replace('”', '"').ToString();
    }

    /// <summary>The words between quotation marks, cut at the end of a word when they are longer than <paramref name="most"/>.</summary>
    public static string Of(string text, int most = 160) => $"“{Cut(Plain(text), most)}”";

    /// <summary>One line, cut at the end of a word when it is longer.</summary>
    public static string Cut(string plain, int most)
    {
        ArgumentNullException.ThrowIfNull(plain);
        if (plain.Length <= most) return plain;
        var space = plain.LastIndexOf(' ', most);
        var end = space > most / 2 ? space : most;
        if (char.IsHighSurrogate(plain[end - 1])) end--;
        return plain[..end].TrimEnd() + "…";
    }
}

namespace Baton.Web.Frame.Palette;

/// <summary>
/// How well something fits what was typed, in few steps, so that the order can be foreseen: it is called so, begins so, each word begins one of its words,
/// it has the text in it, its initials are the text, or all letters are there in order. The first step it meets counts.
/// </summary>
public static class PaletteRank
{
    private const int LeastLetters = 3;
    private static readonly char[] Between = [' ', '-', '_', '/', '.', '@', ':', ',', '(', ')'];

    /// <summary>Higher is better, from 1; 0 when it does not fit. An empty text fits everything alike.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="title">What it is called.</param>
    /// <param name="words">Other words for it; they count less than its title.</param>
    public static int Of(string text, string title, string? words = null)
    {
        text = text.Trim();
        if (text.Length == 0) return 1;
        var called = Fit(text, title);
        return called > 0 ? called * 2 : words is null ? 0 : Math.Max(0, (Fit(text, words) * 2) - 1);
    }

    private static int Fit(string text, string title)
    {
        if (title.Equals(text, StringComparison.OrdinalIgnoreCase)) return 6;
        if (title.StartsWith(text, StringComparison.OrdinalIgnoreCase)) return 5;
        var words = title.Split(Between, StringSplitOptions.RemoveEmptyEntries);
        var typed = text.Split(Between, StringSplitOptions.RemoveEmptyEntries);
        if (typed.Length > 0 && typed.All(t => words.Any(w => w.StartsWith(t, StringComparison.OrdinalIgnoreCase)))) return 4;
        if (title.Contains(text, StringComparison.OrdinalIgnoreCase)) return 3;
        if (text.Length > 1 && string.Concat(words.Select(w => w[0])).StartsWith(text, StringComparison.OrdinalIgnoreCase)) return 2;
        return text.Length >= LeastLetters && IsInOrder(text, title) ? 1 : 0;
    }

    private static bool IsInOrder(string text, string title)
    {
        var at = 0;
        foreach (var letter in title) if (at < text.Length && char.ToUpperInvariant(letter) == char.ToUpperInvariant(text[at])) at++;
        return at == text.Length;
    }
}

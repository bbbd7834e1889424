namespace Baton.Core.Classification;

/// <summary>A word as spoken: lower-cased with straight apostrophes, and where it stands in the text.</summary>
internal readonly record struct SpokenWord(string Text, int Start, int End);

/// <summary>The words between two marks of punctuation. What is denied in one clause is not denied in the next.</summary>
/// <param name="Words">The words in order; at least one.</param>
/// <param name="Mark">The punctuation that ends the clause, or a space when there is none.</param>
/// <param name="Marks">How many such marks follow each other, as in "please!!!".</param>
internal sealed record Clause(IReadOnlyList<SpokenWord> Words, char Mark, int Marks)
{
    private const string Ends = ".,;:!?\n()\u2013\u2014\"";

    /// <summary>The word at <paramref name="index"/>, or an empty one beyond either end.</summary>
    public string this[int index] => index >= 0 && index < Words.Count ? Words[index].Text : "";

    public static IEnumerable<Clause> Split(string text)
    {
        var words = new List<SpokenWord>();
        for (var at = 0; at < text.Length;)
        {
            if (IsLetter(text, at))
            {
                words.Add(ReadWord(text, ref at));
            }
            else if (Ends.Contains(text[at], StringComparison.Ordinal))
            {
                var (mark, marks) = ReadMarks(text, ref at);
                if (words.Count > 0)
                    yield return new Clause(words, mark, marks);
                words = [];
            }
            else
            {
                at++;
            }
        }

        if (words.Count > 0)
            yield return new Clause(words, ' ', 0);
    }

    private static SpokenWord ReadWord(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && (IsLetter(text, at) || IsApostrophe(text, at)))
            at++;
        return new SpokenWord(text[start..at].Replace('\u2019', '\'').ToLowerInvariant(), start, at);
    }

    private static (char Mark, int Marks) ReadMarks(string text, ref int at)
    {
        var mark = text[at];
        var marks = 0;
        while (at < text.Length && Ends.Contains(text[at], StringComparison.Ordinal))
        {
            if (text[at] is '!' or '?')
                mark = text[at];
            marks++;
            at++;
        }

        return (mark, marks);
    }

    private static bool IsLetter(string text, int at) => char.IsLetterOrDigit(text[at]);

    private static bool IsApostrophe(string text, int at) =>
        text[at] is '\'' or '\u2019' && at > 0 && IsLetter(text, at - 1) && at + 1 < text.Length && IsLetter(text, at + 1);
}

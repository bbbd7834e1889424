namespace Baton.Core.Classification;

/// <summary>A customer's explicit wish to talk to a person.</summary>
/// <param name="Words">The words of the customer that say so, as written.</param>
/// <param name="Start">Where in the text those words begin, counted in characters from 0.</param>
public sealed record PersonWished(string Words, int Start);

/// <summary>
/// Finds the explicit wish for a person in English text: a verb of reaching ("speak to", "transfer me", "give me") followed closely by a
/// person ("a human", "your supervisor", "someone else"), unless the customer says the opposite ("I don't want to be transferred").
/// </summary>
public static class PersonWish
{
    /// <summary>The first wish for a person in <paramref name="text"/>, or null when there is none.</summary>
    public static PersonWished? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var clause in Clause.Split(text))
        {
            if (WishIn(clause) is var (first, last))
                return Quote(text, clause.Words[first], clause.Words[last]);
        }

        return null;
    }

    private static (int First, int Last)? WishIn(Clause clause)
    {
        for (var at = 0; at < clause.Words.Count; at++)
        {
            if (WishGrammar.WishAt(clause, at) is { } last && !WishGrammar.IsDenied(clause, at, last))
                return (at, last);
        }

        return null;
    }

    private static PersonWished Quote(string text, SpokenWord first, SpokenWord last) =>
        new(text[first.Start..last.End], first.Start);
}

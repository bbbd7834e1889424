namespace Baton.Core.Learning.Masking;

/// <summary>What is known of the people in a conversation.</summary>
/// <param name="Names">Their names, as written.</param>
/// <param name="Addresses">Their e-mail addresses, numbers, streets and ids elsewhere.</param>
public sealed record KnownPeople(IReadOnlyCollection<string> Names, IReadOnlyCollection<string> Addresses)
{
    /// <summary>What is shorter is in too many words.</summary>
    internal const int Shortest = 3;

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "will", "may", "mark", "grace", "rose", "hope", "faith", "joy", "art", "bill", "grant", "chase", "drew", "frank", "jack", "miles", "pat", "rich", "rob", "sue", "summer", "april", "june", "august", "dawn",
        "lane", "brown", "green", "white", "black", "gray", "young", "long", "short", "king", "price", "page", "park", "wood", "hill", "field", "west", "north", "day", "case", "cash", "cook", "best", "love", "good", "sunny", "smith",
    };

    /// <summary>Every part of their names that is long enough, the longest first.</summary>
    internal IEnumerable<string> NameParts => Names.SelectMany(name => name.Split([' ', ',', '.', '-', '_'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Where(part => part.Length >= 2 && part.All(c => char.IsLetter(c) || c == '\'')).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(part => part.Length).ThenBy(part => part, StringComparer.Ordinal);

    /// <summary>Whether a name is a word as well: then it is only a name where it is written as one.</summary>
    internal static bool IsAlsoAWord(string name) => Words.Contains(name) || name.Length <= 2;
}

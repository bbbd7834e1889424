using System.Collections.Frozen;
using Baton.Core.Classification;

namespace Baton.Core.Knowledge;

/// <summary>Brings English words to a common stem, so that "cancelled", "canceling" and "cancellation" meet; words that say nothing are left out.</summary>
public static class Stem
{
    private const int ShortestStem = 3;

    private static readonly string[] Endings = ["ations", "ation", "lings", "ling", "ings", "ing", "lled", "led", "ied", "ies", "ed", "es", "s", "e"];

    private static readonly FrozenSet<string> Empty = (
        "a an the and or but if then of to in on at by for from with as is are was were be been am it its this that these those there here i i'm i'd i've i'll me my we our us you your " +
        "they them their he she his her do does did done have has had can could would should will may might must please hi hello hey thanks thank help need want like just so very really " +
        "get got give make made some any all about into up out not no yes what which who how when where why one two also more than still now know tell assist assistance let most least much many few couple long take takes taken goes recent recently receive received find hoping wondering sure time there's it's able ask upcoming don't can't").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Synonyms = new[]
    {
        ("bag", "baggage luggage suitcase suitcases bags"),
        ("flight", "fly flies flying flown plane"),
        ("exchang", "swap swapping replace replacement"),
        ("change", "modify modification modified adjust reschedule rescheduled alter update updated updating edit move switch"),
        ("upgrad", "downgrade downgraded downgrading"),
        ("deliver", "package parcel arrive arrived shipment shipped tracking track"),
        ("damag", "broken defective faulty pieces"),
        ("compens", "compensation compensate compensated compensating voucher gesture"),
        ("person", "human agent representative supervisor"),
        ("refund", "refundable money reimbursed reimbursement"),
        ("option", "variant variants available stock"),
    }.SelectMany(group => group.Item2.Split(' ').Select(word => KeyValuePair.Create(word, group.Item1))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The stems of the words of <paramref name="text"/>, in order, repeats included.</summary>
    public static IEnumerable<string> Of(string text) => Tokens.Words(text).Where(word => !Empty.Contains(word)).Select(Bare);

    private static string Bare(string word)
    {
        if (Synonyms.TryGetValue(word, out var meaning)) return Cut(meaning);
        return Cut(word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word);
    }

    private static string Cut(string word)
    {
        foreach (var ending in Endings)
        {
            if (word.Length >= ending.Length + ShortestStem && word.EndsWith(ending, StringComparison.Ordinal))
                return word[..^ending.Length].TrimEnd('l');
        }

        return word.TrimEnd('l');
    }
}

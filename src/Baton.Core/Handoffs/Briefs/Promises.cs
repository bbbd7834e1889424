using System.Text.RegularExpressions;

namespace Baton.Core.Handoffs.Briefs;

/// <summary>What the customer was promised: sentences told to them that say what will be.</summary>
internal static partial class Promises
{
    /// <summary>The latest promises, the last one first.</summary>
    public static IReadOnlyList<(Said By, string Sentence)> In(IReadOnlyList<Said> said, int most) =>
    [
        .. said.Reverse().Where(s => !s.ByCustomer).SelectMany(s => Sentences.In(s.Text).Where(IsPromise).Reverse().Select(sentence => (s, sentence)))
            .DistinctBy(promise => promise.sentence, StringComparer.Ordinal).Take(most),
    ];

    // A question and a condition promise nothing.
    private static bool IsPromise(string sentence) => !sentence.EndsWith('?') && Will().IsMatch(sentence) && !Unless().IsMatch(sentence);

    [GeneratedRegex(@"\b(?:(?:we|i|you|it|they|our \w{2,20}|the \w{2,20}|your \w{2,20})(?:'ll| will| shall)|(?:refund|certificate|voucher|replacement|parcel|order|credit) (?:will|is going to)|will be (?:sent|credited|refunded|processed|issued|delivered|shipped|returned)|within (?:the next )?\d{1,3}(?: ?(?:to|-|–) ?\d{1,3})? (?:\w{2,10} )?(?:hours?|days?|weeks?)|wir werden|innerhalb von)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Will();

    [GeneratedRegex(@"^(?:if|once|before|when|unless|would|could|please|to proceed)\b|\b(?:i'?ll need|i will need|will need (?:your|to know)|let me know|(?:i'?ll|i will) (?:check|look|transfer|search|find|go ahead|proceed|now)|help you|assist you)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Unless();
}

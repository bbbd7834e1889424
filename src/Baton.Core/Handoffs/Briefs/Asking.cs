using System.Text.RegularExpressions;
using Baton.Core.Knowledge;

namespace Baton.Core.Handoffs.Briefs;

/// <summary>A sentence in which a customer asks for something.</summary>
/// <param name="Seq">Where it stands in the log.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Strength">How clearly it asks.</param>
internal sealed record Ask(long Seq, string Text, double Strength);

/// <summary>Finds the sentences that ask. A greeting, a thank-you and "can you help me?" ask for nothing that one could answer.</summary>
internal static partial class Asking
{
    private const double Least = 1.5;
    private const int MostWords = 6;

    /// <summary>The asking sentences of one message, in order.</summary>
    public static IReadOnlyList<Ask> In(Said said) => [.. Sentences.In(said.Text).Select(sentence => new Ask(said.Seq, sentence, StrengthOf(sentence))).Where(ask => ask.Strength >= Least)];

    /// <summary>The sentence that asks most clearly; of equals the first. Where none asks, the one that says most.</summary>
    public static Ask? Best(Said said)
    {
        var asks = In(said);
        if (asks.Count > 0) return asks.MaxBy(ask => ask.Strength);
        var says = Sentences.In(said.Text).Select(sentence => new Ask(said.Seq, sentence, Words(sentence))).MaxBy(ask => ask.Strength);
        return says is { Strength: >= 2 } ? says : null;
    }

    /// <summary>How many words of a sentence say what it is about.</summary>
    public static int Words(string sentence) => Math.Min(MostWords, Stem.Of(sentence).Distinct(StringComparer.Ordinal).Count());

    private static double StrengthOf(string sentence)
    {
        var words = Words(sentence);
        if (words == 0 || Consent().IsMatch(sentence)) return 0;
        var asks = sentence.EndsWith('?') || sentence.EndsWith("?\"", StringComparison.Ordinal) || Wish().IsMatch(sentence);
        // Who only asks for a person says nothing of what it is about; the reason of the case says that already.
        return asks ? 1 + (words * 0.5) - (Person().IsMatch(sentence) ? 2 : 0) : 0;
    }

    [GeneratedRegex(@"\b(?:i'?d (?:like|love|prefer|rather)|i would (?:like|prefer)|i (?:want|need|must|wish)|i'?m (?:looking|hoping|trying|calling|writing|wondering)|i am (?:looking|hoping|trying|calling|writing|wondering)|i was (?:looking|hoping|trying|wondering)|(?:can|could|would|will) you|can i|could i|may i|how (?:do|can|much|many|long)|where (?:is|are)|when (?:will|do|does|can)|what (?:is|are|about)|why|please|let'?s|(?:is|are)n'?t working|does(?:n'?t| not) work|did(?:n'?t| not) (?:arrive|work|get|receive)|have(?:n'?t| not) (?:received|got)|never (?:arrived|got|received)|wrong|broken|damaged|missing|charged|ich (?:möchte|brauche|will|hätte)|können sie|bitte|wo (?:ist|bleibt)|wann|warum)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Wish();

    // A yes to what was offered asks for nothing new.
    [GeneratedRegex(@"^(?:yes|yeah|sure|ok(?:ay)?|no(?:pe)?|correct|that'?s (?:fine|right|correct))\b|\bgo ahead\b|\bproceed with\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Consent();

    [GeneratedRegex(@"\b(?:human|real person|a person|representative|supervisor|manager|agent|someone else)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Person();
}

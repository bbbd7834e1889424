using System.Text.RegularExpressions;
using Baton.Core.Timeline;

namespace Baton.Core.Conditions.Reasoning;

/// <summary>Proofs that no text suits. Each looks for two demands that cannot both be met; what it does not see stays unknown.</summary>
internal static class TextRefutation
{
    private static readonly Regex CaseMatters = new(@"\\[pP]|-\[|\(\?[a-zA-Z]*-", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    private static readonly Regex Anchors = new(@"[\^$]|\\[bBAzZG]", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static bool Of(IReadOnlyList<Literal> literals)
    {
        foreach (var one in literals) foreach (var other in literals) if (one.Contradicts(other)) return true;
        return Of(new TextDemands(literals));
    }

    private static bool Of(TextDemands demands)
    {
        if (demands.Impossible) return true;
        if (demands.Options is { } options) return options.TrueForAll(option => demands.Literals.Any(l => FailsInAnyCase(l, option)));
        return Clash(demands) || demands.Patterns.Any(MatchesEverything) || OrdersClash(demands);
    }

    private static bool Clash(TextDemands d)
    {
        var (beginning, end) = (d.Beginning, d.End);
        if (d.Beginnings.Exists(b => !Begins(beginning, b)) || d.Ends.Exists(e => !Finishes(end, e))) return true;
        if (d.NotBeginnings.Exists(b => Begins(beginning, b)) || d.NotEnds.Exists(e => Finishes(end, e))) return true;
        if (d.NotParts.Exists(no => Has(beginning, no) || Has(end, no) || d.Parts.Exists(part => Has(part, no)))) return true;
        if (d.NotWords.Exists(no => IsWordIn(beginning, no, after: true) || IsWordIn(end, no, before: true) || d.Parts.Exists(part => IsWordIn(part, no, before: true, after: true)))) return true;
        return d.Words.Exists(words => !words.Any(word => CanStand(word, d)));
    }

    /// <summary>Whether a text can have that word, as far as what it must not contain goes.</summary>
    public static bool CanStand(string word, TextDemands d) => !d.NotParts.Exists(no => Has(word, no)) && !d.NotWords.Exists(no => IsWordIn(word, no));

    private static bool OrdersClash(TextDemands d)
    {
        if (d.Bounds.Count == 0) return false;

        // A text that is a moment is compared as one with constants that are moments; everything else by the alphabet.
        var moments = d.Bounds.Where(b => b.Time is not null).Select(b => (b.Time!.Value, b));
        if (!Bound.LeaveNothing(moments, (a, b) => a.CompareTo(b)) && !AlphabetClashes(d, d.Bounds.FindAll(b => b.Time is null))) return false;
        return d.Literals[0].Field.Type == FieldType.Time || AlphabetClashes(d, d.Bounds);
    }

    private static bool AlphabetClashes(TextDemands d, List<Bound> bounds) =>
        Bound.LeaveNothing(bounds.Select(b => (b.Text, b)), Alphabet) || bounds.Exists(b => !b.Above && Alphabet(d.Beginning, b.Text) > 0);

    // Equal is equal without regard to case, so that an option is refuted only by what refutes it in every case.
    private static bool FailsInAnyCase(Literal literal, string option)
    {
        if (literal.Field.Type == FieldType.Time && !IsInTheFormOfTimes(option)) return true;
        if (literal.Holds(FieldValue.Of(option))) return false;
        return literal.Operator switch
        {
            Operator.Matches => option.All(char.IsAscii) && !CaseMatters.IsMatch(literal.Comparison.Value.GetString()!),
            Operator.Gt or Operator.Gte or Operator.Lt or Operator.Lte => literal.Comparison.Value.GetString() is not { } constant || Rfc3339.Read(constant) is null || !LooksLikeTime(option),
            _ => true,
        };
    }

    private static bool LooksLikeTime(string text) => Rfc3339.Read(text.ToUpperInvariant()) is not null && text.Any(char.IsLetter);

    private static bool IsInTheFormOfTimes(string text) => Rfc3339.Read(text.ToUpperInvariant()) is { } time && text.Equals(FieldValue.Of(time).Text, StringComparison.OrdinalIgnoreCase);

    // A pattern without anchors that accepts the empty text finds it in every text.
    private static bool MatchesEverything(Literal pattern) =>
        pattern.Negated && pattern.Holds(FieldValue.Of("")) is false && !Anchors.IsMatch(pattern.Comparison.Value.GetString()!);

    private static bool Begins(string text, string beginning) => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);

    private static bool Finishes(string text, string end) => text.EndsWith(end, StringComparison.OrdinalIgnoreCase);

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    // Where the piece goes on, a letter that is not of the word stands for what is not known, so that only words wholly inside count.
    private static bool IsWordIn(string piece, string word, bool before = false, bool after = false)
    {
        var letter = TextCandidates.Fresh([word]);
        return Comparison.HasWord((before ? letter : "") + piece + (after ? letter : ""), word);
    }

    private static int Alphabet(string one, string other) => string.Compare(one, other, StringComparison.OrdinalIgnoreCase);
}

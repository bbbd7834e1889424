using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Knowledge;

namespace Baton.Core.Handoffs.Briefs;

/// <summary>A word, or a trait, by which a case is like others.</summary>
/// <param name="Term">The word's stem, or the trait with its kind before a colon: <c>rule:approvals:big-refund</c>.</param>
/// <param name="Weight">How much it says of the case, in thousandths.</param>
/// <param name="Shown">As people read it.</param>
public sealed record CaseWord(string Term, int Weight, string Shown)
{
    private const string Cause = "cause:";
    private const string Person = "person"; // the stem of "human", "agent", "representative"
    private const int MostStems = 40;
    private const int LongestStem = 40;
    private const int TraitWeight = 600;
    private const int CauseWeight = 200; // half of all cases share it
    private const double Return = 1.2;
    private const double LengthMatters = 0.6;
    private const double UsualLength = 12;

    /// <summary>Whether it says what a case is about; why it came says that of itself not.</summary>
    public bool IsTopic => !Term.StartsWith(Cause, StringComparison.Ordinal);

    /// <summary>The words and traits of a case.</summary>
    /// <param name="file">The case, with the messages that led to it.</param>
    /// <param name="title">What is asked of the person.</param>
    /// <param name="rule">The rule that asked for a person.</param>
    public static IReadOnlyList<CaseWord> Of(CaseFile file, string title, string? rule)
    {
        ArgumentNullException.ThrowIfNull(file);
        var counts = new Dictionary<string, (int Count, string Shown)>(StringComparer.Ordinal);
        foreach (var word in Classification.Tokens.Words(BriefWriter.AskingWords(file) + " " + title))
        {
            if (Stem.Of(word).FirstOrDefault() is not { Length: > 0 and <= LongestStem } stem || (stem == Person && file.Cause == HandoffCause.AskedForPerson)) continue;
            var (count, shown) = counts.GetValueOrDefault(stem);
            counts[stem] = (count + 1, shown ?? word);
            if (counts.Count == MostStems) break;
        }

        var damping = Return * (1 - LengthMatters + (LengthMatters * counts.Values.Sum(c => c.Count) / UsualLength));
        return
        [
            .. counts.Select(c => new CaseWord(c.Key, (int)(1000 * c.Value.Count / (c.Value.Count + damping)), c.Value.Shown)),
            .. Traits(file, rule).DistinctBy(trait => trait.Term, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<CaseWord> Traits(CaseFile file, string? rule)
    {
        yield return new CaseWord(Cause + file.Cause, CauseWeight, "came for the same reason");
        if (rule is { Length: > 0 and <= 200 }) yield return new CaseWord("rule:" + rule, TraitWeight, "the same rule");
        foreach (var e in file.Log.Select(of => of.Event))
        {
            if (e.Type == EventTypes.ActionProposed && e.Root == file.Root && ProposalJson.Read(e) is { Kind: { Length: > 0 and <= 64 } kind }) yield return new CaseWord("action:" + kind, TraitWeight, $"a {kind}");
            if (e.Type == EventTypes.TaskFinished && e.Data.Member("output")?.Text("label") is { Length: > 0 and <= 64 } label) yield return new CaseWord($"label:{label}", TraitWeight, $"“{label}”");
        }
    }
}

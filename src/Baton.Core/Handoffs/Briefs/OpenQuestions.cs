using Baton.Core.Knowledge;

namespace Baton.Core.Handoffs.Briefs;

/// <summary>What the customer asked and nothing told to them since speaks of.</summary>
internal static class OpenQuestions
{
    private const double Enough = 0.34;

    /// <summary>The questions, the latest first; each said once.</summary>
    public static IReadOnlyList<Ask> In(IReadOnlyList<Said> said)
    {
        var told = said.Where(s => !s.ByCustomer).Select(s => (s.Seq, Stems: Stem.Of(s.Text).ToHashSet(StringComparer.Ordinal))).ToList();
        return
        [
            .. said.Where(s => s.ByCustomer).Reverse().SelectMany(s => Asking.In(s).Reverse())
                .Where(ask => ask.Text.Contains('?', StringComparison.Ordinal) || ask.Seq > told.Select(t => t.Seq).DefaultIfEmpty(0).Last())
                .Where(ask => !told.Exists(t => t.Seq > ask.Seq && Speaks(t.Stems, ask.Text)))
                .DistinctBy(ask => ask.Text, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static bool Speaks(HashSet<string> told, string question)
    {
        var asked = Stem.Of(question).Distinct(StringComparer.Ordinal).ToList();
        return asked.Count(told.Contains) >= Math.Max(1, asked.Count * Enough);
    }
}

namespace Baton.Core.Learning.Approvals;

/// <summary>A region in which people nearly always say the same.</summary>
/// <param name="Region">The region.</param>
/// <param name="Approve">Whether what they say is yes.</param>
/// <param name="Count">How many cases lie in it.</param>
/// <param name="Agreeing">How many of these were answered so.</param>
/// <param name="Bound">The lower end of the 95 % interval of that share.</param>
public sealed record FoundRegion(Region Region, bool Approve, int Count, int Agreeing, double Bound);

/// <summary>
/// Looks for the largest simple region of a rule's cases in which people nearly always said the same: up to two texts that are equal, and one number below or
/// from a threshold. Large is not everything: a case answered otherwise costs as much as nine that agree gain, so that a region ends where people begin to differ
/// and is not stretched to its bound. A further test must pay: it is only taken when it gains a tenth more than the best region without it; and of thresholds that gain nearly as much the roundest is taken. Pure, and the same
/// cases give the same region in whatever order they come.
/// </summary>
public static class RegionSearch
{
    /// <summary>With fewer cases nothing is suggested.</summary>
    public const int FewestCases = 20;

    /// <summary>The lower end of the interval of the share of equal answers must reach this.</summary>
    public const double Bound = 0.9;

    /// <summary>How many cases count at most: the latest, since people change their minds.</summary>
    public const int MostCases = 500;

    private const int MostValues = 8;
    private const int MostTexts = 2;
    private const double Pays = 1.1;
    private const int Cost = 9;
    private const double Rounding = 0.95;

    /// <summary>The largest region; null when there is none.</summary>
    /// <param name="cases">The cases of one rule.</param>
    /// <param name="approve">Whether to look for yes, or for no.</param>
    public static FoundRegion? Find(IEnumerable<ApprovalCase> cases, bool approve)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ApprovalCase[] all = [.. cases.OrderByDescending(c => c.At).ThenByDescending(c => c.Seq).ThenBy(c => c.Handoff, StringComparer.Ordinal).Take(MostCases)];
        FoundRegion? best = null;
        List<FoundRegion> candidates = [.. Candidates(all, approve)];
        foreach (var ofComplexity in candidates.GroupBy(found => found.Region.Tests.Length).OrderBy(group => group.Key))
        {
            var largest = ofComplexity.OrderByDescending(Gain).ThenByDescending(found => found.Count).ThenBy(found => string.Join('&', found.Region.Tests), StringComparer.Ordinal).First();
            if (best is null || Gain(largest) >= Gain(best) * Pays) best = largest;
        }

        return best is null ? null : Rounder(best, candidates);
    }

    // Nobody writes a rule for amounts under 31.20: a rounder threshold is taken where it costs next to nothing.
    private static FoundRegion Rounder(FoundRegion best, List<FoundRegion> candidates) => candidates
        .Where(found => found.Region.Shape == best.Region.Shape && Gain(found) >= Gain(best) * Rounding)
        .OrderBy(found => found.Region.Tests.Sum(test => RoundNumber.Digits(test.Number))).ThenByDescending(Gain).ThenByDescending(found => found.Count).ThenBy(found => string.Join('&', found.Region.Tests), StringComparer.Ordinal)
        .First();

    private static int Gain(FoundRegion found) => found.Agreeing - (Cost * (found.Count - found.Agreeing));

    private static IEnumerable<FoundRegion> Candidates(ApprovalCase[] all, bool approve)
    {
        foreach (var (texts, within) in Equalities(all))
        {
            if (Judge(new Region([.. texts]), within, approve) is { } found) yield return found;
            foreach (var field in within.SelectMany(c => c.Facts.Where(f => f.Value.Number is not null).Select(f => f.Key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
                foreach (var (test, part) in Thresholds(field, within))
                    if (Judge(new Region([.. texts.Append(test).OrderBy(t => t.Field, StringComparer.Ordinal)]), part, approve) is { } bounded) yield return bounded;
        }
    }

    // No texts, one, or two of different fields. A text that all have says nothing; one of a different field may say more within the first.
    private static IEnumerable<(RegionTest[] Texts, ApprovalCase[] Within)> Equalities(ApprovalCase[] all)
    {
        var level = new List<(RegionTest[] Texts, ApprovalCase[] Within)> { ([], all) };
        for (var depth = 0; depth <= MostTexts && level.Count > 0; depth++)
        {
            foreach (var part in level) yield return part;
            level = [.. level.SelectMany(part => Split(part.Texts, part.Within))];
        }
    }

    private static IEnumerable<(RegionTest[] Texts, ApprovalCase[] Within)> Split(RegionTest[] texts, ApprovalCase[] within)
    {
        var last = texts.Length > 0 ? texts[^1].Field : "";
        var values = within.SelectMany(c => c.Facts.Where(f => f.Value.Text is not null && string.CompareOrdinal(f.Key, last) > 0).Select(f => (Field: f.Key, Text: f.Value.Text!))).GroupBy(v => v)
            .Select(g => (g.Key.Field, g.Key.Text, Count: g.Count())).Where(v => v.Count >= FewestCases && v.Count < within.Length);
        foreach (var field in values.GroupBy(v => v.Field, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            foreach (var value in field.OrderByDescending(v => v.Count).ThenBy(v => v.Text, StringComparer.Ordinal).Take(MostValues))
            {
                var test = new RegionTest(value.Field, "eq", value.Text, 0);
                yield return ([.. texts, test], [.. within.Where(test.Holds)]);
            }
        }
    }

    private static IEnumerable<(RegionTest Test, ApprovalCase[] Part)> Thresholds(string field, ApprovalCase[] within)
    {
        ApprovalCase[] sorted = [.. within.Where(c => c.Facts.TryGetValue(field, out var fact) && fact.Number is not null).OrderBy(c => c.Facts[field].Number)];
        for (var i = 1; i < sorted.Length; i++)
        {
            var (below, from) = (sorted[i - 1].Facts[field].Number!.Value, sorted[i].Facts[field].Number!.Value);
            if (below == from) continue;
            var cut = RoundNumber.Between(below, from);
            if (i >= FewestCases) yield return (new RegionTest(field, "lt", null, cut), sorted[..i]);
            if (sorted.Length - i >= FewestCases) yield return (new RegionTest(field, "gte", null, cut), sorted[i..]);
        }
    }

    private static FoundRegion? Judge(Region region, ApprovalCase[] within, bool approve)
    {
        if (within.Length < FewestCases) return null;
        var agreeing = within.Count(c => c.Approved == approve);
        var bound = Wilson.LowerBound(agreeing, within.Length);
        return bound >= Bound ? new FoundRegion(region, approve, within.Length, agreeing, Math.Round(bound, 4)) : null;
    }
}

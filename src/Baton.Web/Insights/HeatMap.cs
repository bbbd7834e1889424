using Baton.Core.Policies;
using Baton.Engine.Insights;
using Baton.Web.Timeline;

namespace Baton.Web.Insights;

/// <summary>A cell of a heat map.</summary>
/// <param name="Count">How often.</param>
/// <param name="Shade">0 to 1, by the fullest cell; the root of the share, so that few against many can still be seen.</param>
/// <param name="Href">The cases it counts.</param>
/// <param name="Label">It in words, for who cannot see where it stands.</param>
public sealed record HeatCell(long Count, double Shade, string Href, string Label);

/// <summary>A heat map: rows, columns, and the cells that have something.</summary>
/// <param name="Rows">What the rows are, most first.</param>
/// <param name="Columns">What the columns are, with their titles in full.</param>
/// <param name="Cells">By row and column.</param>
public sealed record HeatMap(IReadOnlyList<string> Rows, IReadOnlyList<(string Name, string Title)> Columns, IReadOnlyDictionary<(string Row, string Column), HeatCell> Cells)
{
    private const int MostRows = 12;
    private const int MostColumns = 10;

    /// <summary>Agents by what they gave way to.</summary>
    public static HeatMap ByAct(IReadOnlyList<ConflictCount> conflicts, DateTimeOffset from, DateTimeOffset to)
    {
        var cells = conflicts.GroupBy(c => (c.Agent, Act: ActOf(c))).ToDictionary(g => g.Key, g => (Count: g.Sum(c => c.Count), Rules: g.Select(c => c.Rule).Distinct(StringComparer.Ordinal).ToList(), g.First().Act));
        var rows = Most(conflicts, c => c.Agent, MostRows);
        var columns = Most(conflicts, ActOf, MostColumns);
        var fullest = cells.Count == 0 ? 1 : cells.Values.Max(c => c.Count);
        return new HeatMap(rows, [.. columns.Select(act => (act, act))], cells.Where(c => rows.Contains(c.Key.Agent) && columns.Contains(c.Key.Act)).ToDictionary(
            c => (c.Key.Agent, c.Key.Act),
            c => new HeatCell(c.Value.Count, Math.Sqrt((double)c.Value.Count / fullest),
                HeldUrl.Of(new HeldFilter { Verdicts = HeldFilter.All, Agent = c.Key.Agent, Rule = c.Value.Rules is [var only] ? only : null, Act = c.Value.Act, From = from, To = to }),
                $"{c.Key.Agent} gave way {c.Value.Count} times: {c.Key.Act}")));
    }

    /// <summary>Rules by hours.</summary>
    public static HeatMap ByHour(IReadOnlyList<ConflictCount> conflicts, DateTimeOffset from, DateTimeOffset to)
    {
        var hours = Enumerable.Range(0, (int)Math.Ceiling((to - from).TotalHours)).Select(hour => from.AddHours(hour)).ToList();
        var rows = Most(conflicts, c => c.Rule, MostRows);
        var cells = conflicts.GroupBy(c => (c.Rule, c.Hour)).Select(g => (g.Key.Rule, g.Key.Hour, Count: g.Sum(c => c.Count))).ToList();
        var fullest = cells.Count == 0 ? 1 : cells.Max(c => c.Count);
        return new HeatMap(rows, [.. hours.Select(hour => (Name(hour), $"{hour.UtcDateTime:ddd d MMM HH:mm} UTC"))], cells.Where(c => rows.Contains(c.Rule)).ToDictionary(
            c => (c.Rule, Name(c.Hour)),
            c => new HeatCell(c.Count, Math.Sqrt((double)c.Count / fullest),
                HeldUrl.Of(new HeldFilter { Verdicts = HeldFilter.All, Rule = c.Rule, From = c.Hour, To = c.Hour.AddHours(1) }),
                $"{EventWords.Rule(c.Rule)} held agents back {c.Count} times from {c.Hour.UtcDateTime:HH:mm} UTC")));
    }

    /// <summary>The conflict that came up most often, with a rule to offer for it; null where none would help.</summary>
    public static (ConflictCount Conflict, RuleOffer Offer)? Hottest(IReadOnlyList<ConflictCount> conflicts, Core.Deciding.WorkspaceConfig config) => conflicts
        .GroupBy(c => (c.Agent, c.Rule, c.Act)).Select(g => g.First() with { Count = g.Sum(c => c.Count) }).OrderByDescending(c => c.Count).ThenBy(c => c.Agent, StringComparer.Ordinal)
        .Select(c => (Conflict: c, Offer: RuleOffer.For(c, config))).Where(c => c.Offer is not null).Select(c => ((ConflictCount, RuleOffer)?)(c.Conflict, c.Offer!)).FirstOrDefault();

    /// <summary>What an agent gave way to; the rule itself where nobody's act is named.</summary>
    public static string ActOf(ConflictCount conflict) => conflict.Act ?? EventWords.Rule(conflict.Rule);

    private static string Name(DateTimeOffset hour) => hour.UtcDateTime.ToString("HH", System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> Most(IReadOnlyList<ConflictCount> conflicts, Func<ConflictCount, string> by, int most) =>
        [.. conflicts.GroupBy(by, StringComparer.Ordinal).OrderByDescending(g => g.Sum(c => c.Count)).ThenBy(g => g.Key, StringComparer.Ordinal).Take(most).Select(g => g.Key)];
}

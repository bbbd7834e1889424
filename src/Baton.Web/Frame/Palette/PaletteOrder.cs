namespace Baton.Web.Frame.Palette;

/// <summary>What was found, in the order in which it is shown: the group with the best fit first, what has always been first among equals, and no group torn apart.</summary>
public static class PaletteOrder
{
    /// <summary>Orders what the sources found; those that say no rank found it by a search of their own, and their order stands.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="found">What each source found, best first.</param>
    public static IReadOnlyList<PaletteItem> Of(string text, IEnumerable<PaletteItem> found) =>
        [.. found.Select((item, place) => (item, place, rank: PaletteRank.Of(text, item.Title, item.Words)))
            .GroupBy(f => f.item.Group, StringComparer.Ordinal)
            .OrderByDescending(g => text.Length == 0 ? 0 : g.Max(f => f.rank)).ThenBy(g => g.Min(f => f.place))
            .SelectMany(g => text.Length == 0 ? g.AsEnumerable() : g.OrderByDescending(f => f.rank).ThenBy(f => f.place))
            .Select(f => f.item)];
}

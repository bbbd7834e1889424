using Baton.Engine.Timeline;

namespace Baton.Web.Timeline;

/// <summary>A row of the list: one entry, or the first of several with the same cause folded into it.</summary>
/// <param name="Entry">The entry it shows.</param>
/// <param name="Others">The entries folded into it, newest first.</param>
/// <param name="IsInside">Whether it belongs to the unfolded row above it.</param>
/// <param name="IsOpen">Whether the entries folded into it follow as rows of their own.</param>
public sealed record FoldedRow(TimelineEntry Entry, IReadOnlyList<TimelineEntry> Others, bool IsInside = false, bool IsOpen = false)
{
    /// <summary>The row's mark: its own, else the newest one of those folded in.</summary>
    public Frame.Look.MarkKind? Mark => EventWords.Mark(Entry) ?? (IsOpen ? null : Others.Select(EventWords.Mark).FirstOrDefault(m => m is not null));

    /// <summary>
    /// Folds neighbours that go back to one cause. The cause itself, being the oldest, stands for all of them; without it the oldest there is.
    /// </summary>
    /// <param name="entries">Newest first.</param>
    /// <param name="isOpen">Whether the chain of that root is unfolded.</param>
    public static IReadOnlyList<FoldedRow> Fold(IReadOnlyList<TimelineEntry> entries, Func<long, bool> isOpen)
    {
        var rows = new List<FoldedRow>(entries.Count);
        for (var i = 0; i < entries.Count;)
        {
            var end = i + 1;
            while (end < entries.Count && entries[end].Root == entries[i].Root) end++;
            var group = entries.Skip(i).Take(end - i).ToList();
            var open = group.Count > 1 && isOpen(group[0].Root);
            rows.Add(new FoldedRow(group[^1], group[..^1], IsOpen: open));
            if (open) rows.AddRange(group.SkipLast(1).Select(e => new FoldedRow(e, [], IsInside: true)));
            i = end;
        }

        return rows;
    }
}

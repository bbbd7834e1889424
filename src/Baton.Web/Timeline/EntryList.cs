using Baton.Engine.Timeline;

namespace Baton.Web.Timeline;

/// <summary>
/// The rows of a list that may be endless, as a virtual list asks for them: by number. It walks the log in pages by seq, remembers where each
/// page began, and keeps only a few of them, so that a million rows cost no more than the screen shows. What lies beyond the last page walked
/// is not counted: the list says "there is more" and grows as one scrolls.
/// </summary>
/// <param name="read">Reads entries before a seq, newest first.</param>
public sealed class EntryList(Func<long, int, CancellationToken, Task<IReadOnlyList<TimelineEntry>>> read)
{
    /// <summary>How many entries are read at once.</summary>
    public const int PageSize = 100;

    /// <summary>How many rows the list promises beyond those it knows, so that there is something to scroll into.</summary>
    public const int Ahead = 1_000;

    private const int PagesKept = 24;

    private readonly List<Page> _pages = [];
    private readonly Queue<Page> _kept = [];
    private readonly HashSet<long> _open = [];
    private bool _isComplete;

    /// <summary>Whether rows of one cause are folded.</summary>
    public bool Folds { get; private set; } = true;

    /// <summary>Rows after this seq do not show: the list stands still while the log grows.</summary>
    public long Top { get; private set; }

    /// <summary>How many rows are known or promised.</summary>
    public int Total => Known + (_isComplete ? 0 : Ahead);

    /// <summary>How many rows are known.</summary>
    public int Known { get; private set; }

    /// <summary>Begins anew with the rows up to a seq.</summary>
    public void Restart(long top, bool folds)
    {
        (Top, Folds, Known, _isComplete) = (top, folds, 0, false);
        _pages.Clear();
        _kept.Clear();
    }

    /// <summary>Unfolds or folds the rows of one cause.</summary>
    public void Toggle(long root)
    {
        if (!_open.Remove(root)) _open.Add(root);
        foreach (var page in _pages.Where(p => p.Entries is not null)) page.Rows = Rows(page.Entries!);
        Known = _pages.Sum(p => p.Count);
    }

    /// <summary>Rows by number; fewer at the end of the log.</summary>
    public async Task<IReadOnlyList<FoldedRow>> ReadAsync(int start, int count, CancellationToken cancel)
    {
        while (!_isComplete && Known < start + count) await WalkAsync(cancel);
        var rows = new List<FoldedRow>(count);
        var at = 0;
        foreach (var page in _pages)
        {
            var end = at + page.Count;
            if (end > start && at < start + count)
            {
                await FillAsync(page, cancel);
                rows.AddRange(page.Rows!.Skip(Math.Max(0, start - at)).Take(start + count - Math.Max(at, start)));
            }

            at = end;
            if (at >= start + count) break;
        }

        return rows;
    }

    /// <summary>The row of that seq among those in memory, and its number.</summary>
    public (int Number, FoldedRow Row)? Find(long seq)
    {
        var at = 0;
        foreach (var page in _pages)
        {
            for (var i = 0; i < (page.Rows?.Count ?? 0); i++)
            {
                var row = page.Rows![i];
                if (row.Entry.Seq == seq || (!row.IsOpen && row.Others.Any(o => o.Seq == seq))) return (at + i, row);
            }

            at += page.Count;
        }

        return null;
    }

    private async Task WalkAsync(CancellationToken cancel)
    {
        var before = _pages.Count == 0 ? Top + 1 : _pages[^1].Last;
        var entries = await read(before, PageSize, cancel);
        _isComplete = entries.Count < PageSize;
        if (entries.Count == 0) return;
        var page = new Page { Before = before, Last = entries[^1].Seq };
        _pages.Add(page);
        Keep(page, entries);
        Known += page.Count;
    }

    private async Task FillAsync(Page page, CancellationToken cancel)
    {
        if (page.Rows is null) Keep(page, await read(page.Before, PageSize, cancel));
    }

    private void Keep(Page page, IReadOnlyList<TimelineEntry> entries)
    {
        page.Entries = entries;
        page.Rows = Rows(entries);
        page.Count = page.Rows.Count;
        _kept.Enqueue(page);
        if (_kept.Count > PagesKept) _kept.Dequeue().Forget();
    }

    private IReadOnlyList<FoldedRow> Rows(IReadOnlyList<TimelineEntry> entries) =>
        Folds ? FoldedRow.Fold(entries, _open.Contains) : [.. entries.Select(e => new FoldedRow(e, []))];

    private sealed class Page
    {
        public long Before { get; init; }
        public long Last { get; init; }
        public int Count { get; set; }
        public IReadOnlyList<TimelineEntry>? Entries { get; set; }

        public IReadOnlyList<FoldedRow>? Rows
        {
            get;
            set
            {
                field = value;
                if (value is not null) Count = value.Count;
            }
        }

        public void Forget() => (Entries, Rows) = (null, null);
    }
}

using Baton.Engine.Storage;

namespace Baton.Web.Frame.Live;

/// <summary>
/// Rows for a virtual list: pages are fetched as one scrolls, from the last one on, and kept. What lies beyond is promised, not counted.
/// </summary>
/// <param name="read">Reads one page.</param>
/// <param name="seqOf">The place of a row by which pages follow each other.</param>
internal class ScrolledList<TRow>(Func<PageOf, CancellationToken, Task<Page<TRow>>> read, Func<TRow, long> seqOf)
{
    private const int PageSize = 100;
    private const int Ahead = 300;

    private readonly List<TRow> _rows = [];
    private long? _before = long.MaxValue;

    /// <summary>How many are known or promised.</summary>
    public int Total => _rows.Count + (_before is null ? 0 : Ahead);

    /// <summary>Those known so far.</summary>
    public IReadOnlyList<TRow> Known => _rows;

    /// <summary>Whether the last one is known.</summary>
    public bool IsWhole => _before is null;

    /// <summary>Reads anew from the first page.</summary>
    public async Task RestartAsync(CancellationToken cancel)
    {
        var page = await read(PageOf.First(PageSize), cancel);
        _rows.Clear();
        Add(page);
    }

    /// <summary>Rows by number; fewer at the end.</summary>
    public async Task<IReadOnlyList<TRow>> ReadAsync(int start, int count, CancellationToken cancel)
    {
        while (_before is { } before && _rows.Count < start + count) Add(await read(new PageOf(PageSize, before), cancel));
        return [.. _rows.Skip(start).Take(count)];
    }

    private void Add(Page<TRow> page)
    {
        _rows.AddRange(page.Items);
        _before = page.Next is null || page.Items.Count == 0 ? null : seqOf(page.Items[^1]);
    }
}

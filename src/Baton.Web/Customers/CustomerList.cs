using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;

namespace Baton.Web.Customers;

/// <summary>
/// Customers for a virtual list: pages are fetched as one scrolls, from the last one on, and kept. What lies beyond is promised, not counted.
/// </summary>
/// <param name="read">Reads one page.</param>
internal sealed class CustomerList(Func<PageOf, CancellationToken, Task<Page<CustomerRow>>> read)
{
    private const int PageSize = 100;
    private const int Ahead = 300;

    private readonly List<CustomerRow> _rows = [];
    private long? _before = long.MaxValue;

    /// <summary>How many are known or promised.</summary>
    public int Total => _rows.Count + (_before is null ? 0 : Ahead);

    /// <summary>Those known so far.</summary>
    public IReadOnlyList<CustomerRow> Known => _rows;

    /// <summary>Whether the last one is known.</summary>
    public bool IsWhole => _before is null;

    /// <summary>Reads anew from the first page.</summary>
    public async Task RestartAsync(CancellationToken cancel)
    {
        var page = await read(PageOf.First(PageSize), cancel);
        _rows.Clear();
        Add(page);
    }

    /// <summary>Customers by number; fewer at the end.</summary>
    public async Task<IReadOnlyList<CustomerRow>> ReadAsync(int start, int count, CancellationToken cancel)
    {
        while (_before is { } before && _rows.Count < start + count) Add(await read(new PageOf(PageSize, before), cancel));
        return [.. _rows.Skip(start).Take(count)];
    }

    private void Add(Page<CustomerRow> page)
    {
        _rows.AddRange(page.Items);
        _before = page.Next is null || page.Items.Count == 0 ? null : page.Items[^1].LastSeq;
    }
}

using System.Globalization;

namespace Baton.Engine.Storage;

/// <summary>Some of a list, and where the rest begins.</summary>
/// <param name="Items">The items.</param>
/// <param name="Next">The cursor of what follows; null at the end.</param>
public sealed record Page<TItem>(IReadOnlyList<TItem> Items, string? Next)
{
    /// <summary>The same page of something else.</summary>
    public Page<TOther> Select<TOther>(Func<TItem, TOther> to) => new([.. Items.Select(to)], Next);
}

/// <summary>How much of a list is wanted.</summary>
/// <param name="Limit">How many items at most, 1 to <see cref="MostItems"/>.</param>
/// <param name="Before">Only what lies before this seq; <see cref="long.MaxValue"/> for the newest.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct PageOf(int Limit, long Before)
{
    /// <summary>The most that one page holds.</summary>
    public const int MostItems = 500;

    /// <summary>The first page.</summary>
    public static PageOf First(int limit = 50) => new(limit, long.MaxValue);

    /// <summary>The page that a cursor of <see cref="Of{TItem}"/> names; null when it is none.</summary>
    public static PageOf? Read(int limit, string cursor) =>
        long.TryParse(cursor.AsSpan(cursor.StartsWith('s') ? 1 : cursor.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? new PageOf(limit, before) : null;

    /// <summary>Makes a page of one row more than the limit, whose presence says that there is more.</summary>
    public Page<TItem> Of<TItem>(List<TItem> rows, Func<TItem, long> seq)
    {
        if (rows.Count <= Limit) return new(rows, null);
        rows.RemoveRange(Limit, rows.Count - Limit);
        return new(rows, Cursor(seq(rows[^1])));
    }

    /// <summary>The cursor of what lies before a seq.</summary>
    public static string Cursor(long seq) => "s" + seq.ToString(CultureInfo.InvariantCulture);
}

namespace Baton.Engine.Handoffs.Wall;

/// <summary>Which cases came back: their customer was with people again soon after they had ended.</summary>
public static class WallReturns
{
    /// <summary>How soon is soon.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromDays(3);

    /// <summary>The ids of those that came back, among all that are known.</summary>
    public static IReadOnlySet<string> Of(IEnumerable<WallCase> cases)
    {
        var back = new HashSet<string>(StringComparer.Ordinal);
        foreach (var customer in cases.Where(c => c.Customer is not null).GroupBy(c => c.Customer!, StringComparer.Ordinal))
        {
            long[] opened = [.. customer.Select(c => c.Opened).Order()];
            foreach (var c in customer)
            {
                // What was opened before this one ended is beside it, not after it.
                if (c.Resolved is { } ended && FirstAt(opened, Math.Max(ended, c.Opened + 1)) is { } next && next - ended <= Within.TotalMilliseconds) back.Add(c.Id);
            }
        }

        return back;
    }

    private static long? FirstAt(long[] sorted, long from)
    {
        var place = Array.BinarySearch(sorted, from);
        if (place < 0) place = ~place;
        return place < sorted.Length ? sorted[place] : null;
    }
}

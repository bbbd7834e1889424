namespace Baton.Core.Learning;

/// <summary>How sure a share is that was seen in few cases.</summary>
public static class Wilson
{
    private const double Z = 1.959964;

    /// <summary>The lower end of the 95 % interval of a share (Wilson's score interval): with 96 of 100 it is 0.90, with 19 of 20 it is 0.76.</summary>
    /// <param name="hits">How often it was so.</param>
    /// <param name="all">Of how many; 0 gives 0.</param>
    public static double LowerBound(int hits, int all)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, all);
        if (all == 0) return 0;
        var share = (double)hits / all;
        var middle = share + (Z * Z / (2 * all));
        var half = Z * Math.Sqrt(((share * (1 - share)) + (Z * Z / (4 * all))) / all);
        return Math.Max(0, (middle - half) / (1 + (Z * Z / all)));
    }
}

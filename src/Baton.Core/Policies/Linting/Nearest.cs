namespace Baton.Core.Policies.Linting;

/// <summary>What a misspelt name was probably meant to be.</summary>
internal static class Nearest
{
    /// <summary>The known name that is most alike, if one is alike enough.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var best = known.Select(k => (Name: k, Distance: Distance(name.ToUpperInvariant(), k.ToUpperInvariant()))).DefaultIfEmpty((Name: "", Distance: int.MaxValue)).MinBy(k => k.Distance);
        return best.Distance <= Math.Max(1, name.Length / 4) && best.Distance > 0 ? best.Name : null;
    }

    // How many letters must be added, left out, changed or swapped with their neighbour.
    private static int Distance(string one, string other)
    {
        var rows = new int[3][];
        for (var i = 0; i < 3; i++) rows[i] = new int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++) rows[0][j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            var (row, above, aboveThat) = (rows[i % 3], rows[(i - 1) % 3], rows[(i + 1) % 3]);
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) row[j] = Math.Min(row[j], aboveThat[j - 2] + 1);
            }
        }

        return rows[one.Length % 3][other.Length];
    }
}

using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Customers;

/// <summary>What people call customers in lists.</summary>
internal static class CustomerNames
{
    /// <summary>For each id the name, else the first address; ids of whom no row is there yet are left out.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(BatonDb db, string workspace, IEnumerable<string?> ids, CancellationToken cancel)
    {
        var wanted = ids.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (wanted.Count == 0) return new Dictionary<string, string>(StringComparer.Ordinal);
        var customers = await db.Customers.Where(c => c.Workspace == workspace && wanted.Contains(c.Id)).Select(c => new { c.Id, c.Name, c.Search }).ToListAsync(cancel);
        return customers.ToDictionary(c => c.Id, c => c.Name ?? FirstAddress(c.Search) ?? c.Id, StringComparer.Ordinal);
    }

    private static string? FirstAddress(string search) => search.Split(' ', 2)[0] is { Length: > 0 } address ? address : null;
}

using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Customers;

/// <summary>Customers as lists show them.</summary>
public sealed class CustomerQueries(IDbContextFactory<BatonDb> database)
{
    /// <summary>Customers, the one about whom something happened last first.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="typed">Part of a name or an address; null for all.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<Page<CustomerRow>> ListAsync(string workspace, string? typed, PageOf page, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var customers = db.Customers.Where(c => c.Workspace == workspace && c.LastSeq < page.Before);
        if (Normal(typed) is { } text) customers = customers.Where(c => c.Search.Contains(text) || c.Id == text);
        return page.Of(await customers.OrderByDescending(c => c.LastSeq).Take(page.Limit + 1).ToListAsync(cancel), c => c.LastSeq);
    }

    /// <summary>The addresses of some customers, by customer.</summary>
    public async Task<ILookup<string, AddressRow>> AddressesAsync(string workspace, IReadOnlyList<string> customers, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return (await db.Addresses.Where(a => a.Workspace == workspace && customers.Contains(a.Customer)).ToListAsync(cancel)).ToLookup(a => a.Customer, StringComparer.Ordinal);
    }

    // As the rows keep it; a whole reference such as email:ana@… finds by its value.
    private static string? Normal(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        var text = typed.Trim();
        if (Core.Events.Address.TryParse(text, out var address)) text = address.Value;
        return text.ToLowerInvariant();
    }
}

using Baton.Engine.Customers;
using Baton.Engine.Storage;
using Baton.Web.Frame.Palette;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components.Authorization;

namespace Baton.Web.Customers;

/// <summary>Customers for Ctrl-K, by any part of a name or an address.</summary>
internal sealed class CustomersToOpen(CustomerQueries customers, AuthenticationStateProvider who) : IPaletteSource
{
    private const int Most = 6;
    private const int Shortest = 2;

    public async ValueTask<IReadOnlyList<PaletteItem>> FindAsync(string text, CancellationToken cancellation)
    {
        if (text.Length < Shortest) return [];
        var viewer = Viewer.Of((await who.GetAuthenticationStateAsync()).User);
        var found = await customers.ListAsync(viewer.Workspace, text, PageOf.First(Most), cancellation);
        return [.. found.Items.Select(customer => new PaletteItem("Customers", CustomerNaming.Of(customer), $"/customers/{customer.Id}", "customers", customer.Name is null ? customer.Plan : CustomerNaming.Address(customer)))];
    }
}

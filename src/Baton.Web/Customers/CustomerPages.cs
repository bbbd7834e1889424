using Baton.Web.Frame.Palette;

namespace Baton.Web.Customers;

/// <summary>What the customers' pages put into the frame.</summary>
internal static class CustomerPages
{
    public static void AddCustomerPages(this IServiceCollection services) => services.AddScoped<IPaletteSource, CustomersToOpen>();
}

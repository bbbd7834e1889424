using Baton.Web.Frame;
using Baton.Web.Frame.Palette;
using Baton.Web.Handoffs.Presence;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Baton.Web.Handoffs;

/// <summary>What the handoffs' pages put into the frame.</summary>
internal static class HandoffPages
{
    public static void AddHandoffPages(this IServiceCollection services)
    {
        services.AddScoped<IRailCount, HandoffsWaiting>();
        services.AddScoped<IPaletteSource, HandoffsToOpen>();
        services.AddScoped<CircuitSeat>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitSeat>());
        services.AddSingleton(new TopBarPiece(typeof(OfferCards)));
    }
}

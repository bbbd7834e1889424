using Baton.Web.Frame;
using Baton.Web.Frame.Palette;

namespace Baton.Web.Handoffs;

/// <summary>What the handoffs' pages put into the frame.</summary>
internal static class HandoffPages
{
    public static void AddHandoffPages(this IServiceCollection services)
    {
        services.AddScoped<IRailCount, HandoffsWaiting>();
        services.AddScoped<IPaletteSource, HandoffsToOpen>();
        services.AddScoped<IPaletteSource, QueuesToOpen>();
        services.AddScoped<IPaletteSource, Settings.MembersToOpen>();
    }
}

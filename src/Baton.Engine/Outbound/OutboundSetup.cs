using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Baton.Engine.Outbound;

/// <summary>Registers the guard around calls to other programs.</summary>
internal static class OutboundSetup
{
    public static void AddOutbound(this IServiceCollection services)
    {
        services.TryAddSingleton(new OutboundOptions());
        services.AddSingleton<OutboundDesk>();
        services.AddSingleton<IOutbound, OutboundClients>();
    }
}

using Baton.Engine.Storage;
using Baton.Engine.Storage.Lookups;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Cluster;

/// <summary>Registers what several nodes on one database need; on the embedded database there is one.</summary>
internal static class NodeSetup
{
    public static void AddNodes(this IServiceCollection services, StorageOptions storage)
    {
        services.AddSingleton(new LaneMap(storage.Postgres is not null));
        services.AddSingleton<Reach>();
        if (storage.Postgres is null) return;
        services.AddSingleton(provider => provider.GetRequiredService<DatabaseServer>().Membership);
        services.AddSingleton<NodeTable>();
        services.AddSingleton<Inbox>();
        services.AddSingleton<Parcels>();
        services.AddSingleton(provider => new Relay(
            provider.GetRequiredService<DatabaseServer>(), provider.GetRequiredService<LaneMap>(), provider.GetRequiredService<LogLookups>(), Carriage(provider), provider.GetRequiredService<Inbox>()));
        services.AddSingleton<Revisions>();
        services.AddSingleton<INodeKeeper, NodeKeeper>();
    }

    private static Carriage? Carriage(IServiceProvider provider) =>
        provider.GetService<ICourier>() is { } network ? ActivatorUtilities.CreateInstance<Carriage>(provider, network) : null;
}

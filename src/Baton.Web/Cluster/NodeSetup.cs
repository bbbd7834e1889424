using System.Net;
using System.Net.Sockets;
using Baton.Engine.Cluster;
using Baton.Web.Start;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Baton.Web.Cluster;

/// <summary>Lets this process be one of several nodes on a PostgreSQL database.</summary>
internal static class NodeSetup
{
    public static void AddNodeCalls(this IServiceCollection services, StartSettings settings)
    {
        if (settings.Postgres is null) return;
        services.AddSingleton<ClusterSecret>();
        services.AddSingleton<ICourier, HttpCourier>();
    }

    public static void MapNodes(this WebApplication app, StartSettings settings)
    {
        if (settings.Postgres is null) return;
        app.MapNodeCalls();
        if (settings.ClusterAddress is not null) return;
        // Which port it got is known once it listens.
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
            if (bound is not null) app.Services.GetRequiredService<INodeKeeper>().ReachAt(Reached(bound));
        });
    }

    // Whoever listens everywhere is reached under the machine's name.
    internal static string Reached(string bound)
    {
        var address = new UriBuilder(bound.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal));
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && ip.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))) address.Host = Dns.GetHostName();
        return address.Uri.ToString();
    }
}

using System.Net;

namespace Baton.Engine.Outbound;

/// <summary>What holds for calls of every workspace.</summary>
public sealed record OutboundOptions
{
    /// <summary>What may be reached whatever a workspace's admins say: <c>host</c>, <c>host:port</c> or a block of addresses such as <c>10.0.0.0/8</c>.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>The longest answer that is read, in bytes.</summary>
    public long LongestAnswer { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long connecting may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Finds the addresses of a name.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;
}

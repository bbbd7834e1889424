using System.Globalization;
using System.Net;

namespace Baton.Engine.Outbound;

/// <summary>Something that may be reached though it is not public: a host by name, an address, or a block of addresses; perhaps on one port only.</summary>
public sealed record Allowance
{
    private readonly string? _host;
    private readonly IPNetwork? _network;
    private readonly int? _port;

    private Allowance(string text, string? host, IPNetwork? network, int? port) => (Text, _host, _network, _port) = (text, host, network, port);

    /// <summary>As people write it: <c>host</c>, <c>host:port</c>, <c>[::1]:8080</c>, <c>10.0.0.0/8</c>.</summary>
    public string Text { get; }

    /// <summary>Reads one; null when it is none.</summary>
    public static Allowance? Parse(string text)
    {
        text = text.Trim().ToLowerInvariant();
        if (text.Length is 0 or > 300) return null;
        if (text.Contains('/', StringComparison.Ordinal)) return IPNetwork.TryParse(text, out var network) ? new Allowance(text, null, network, null) : null;
        if (IPAddress.TryParse(text.Trim('[', ']'), out var bare) && (text[0] == '[' || !text.Contains('.', StringComparison.Ordinal) == text.Contains(':', StringComparison.Ordinal))) return Of(text, bare, port: null);
        var colon = text.LastIndexOf(':');
        int? port = null;
        var host = text;
        if (colon >= 0)
        {
            if (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65_535) return null;
            (host, port) = (text[..colon], number);
        }

        if (IPAddress.TryParse(host.Trim('[', ']'), out var address)) return Of(text, address, port);
        return Uri.CheckHostName(host) == UriHostNameType.Dns ? new Allowance(text, host.TrimEnd('.'), null, port) : null;
    }

    /// <summary>Whether it covers a host by its name, wherever that leads.</summary>
    public bool Names(string host, int port) => _host is not null && (_port is null || _port == port) && _host.Equals(host.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it covers an address.</summary>
    public bool Covers(IPAddress address, int port) => _network is { } network && (_port is null || _port == port) && network.Contains(PublicAddresses.Plain(address));

    private static Allowance Of(string text, IPAddress address, int? port)
    {
        address = PublicAddresses.Plain(address);
        return new Allowance(text, null, new IPNetwork(address, address.GetAddressBytes().Length * 8), port);
    }
}

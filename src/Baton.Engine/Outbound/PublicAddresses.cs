using System.Net;
using System.Net.Sockets;

namespace Baton.Engine.Outbound;

/// <summary>Tells addresses that everybody can reach from those that only lie near this machine.</summary>
internal static class PublicAddresses
{
    private const string Private = "an address of a private network";
    private const string Reserved = "an address that nobody may have";
    private const string Metadata = "an address where clouds answer with their secrets";

    // Near ones may be allowed by the name that leads there; the others only by themselves, or a name that changes hands would open a cloud's secrets.
    private static readonly (IPNetwork Network, string What, bool IsNear)[] NotPublic =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "no address of anybody", false),
        (IPNetwork.Parse("127.0.0.0/8"), "this machine itself", true),
        (IPNetwork.Parse("10.0.0.0/8"), Private, true),
        (IPNetwork.Parse("172.16.0.0/12"), Private, true),
        (IPNetwork.Parse("192.168.0.0/16"), Private, true),
        (IPNetwork.Parse("169.254.0.0/16"), Metadata, false),
        (IPNetwork.Parse("168.63.129.16/32"), Metadata, false),
        (IPNetwork.Parse("100.64.0.0/10"), "an address inside a provider's network", true),
        (IPNetwork.Parse("192.0.0.0/24"), Reserved, false),
        (IPNetwork.Parse("192.0.2.0/24"), Reserved, false),
        (IPNetwork.Parse("192.88.99.0/24"), Reserved, false),
        (IPNetwork.Parse("198.18.0.0/15"), Reserved, false),
        (IPNetwork.Parse("198.51.100.0/24"), Reserved, false),
        (IPNetwork.Parse("203.0.113.0/24"), Reserved, false),
        (IPNetwork.Parse("224.0.0.0/4"), "an address of a group of machines", false),
        (IPNetwork.Parse("240.0.0.0/4"), Reserved, false),
        (IPNetwork.Parse("::/128"), "no address of anybody", false),
        (IPNetwork.Parse("::1/128"), "this machine itself", true),
        (IPNetwork.Parse("fc00::/7"), Private, true),
        (IPNetwork.Parse("fec0::/10"), Private, true),
        (IPNetwork.Parse("fe80::/10"), Metadata, false),
        (IPNetwork.Parse("ff00::/8"), "an address of a group of machines", false),
        (IPNetwork.Parse("2001::/23"), Reserved, false), // Teredo and other ways through
        (IPNetwork.Parse("2001:db8::/32"), Reserved, false),
        (IPNetwork.Parse("3fff::/20"), Reserved, false),
    ];

    private static readonly IPNetwork Everybodys6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");

    /// <summary>What an address is when it is not public; null when it is.</summary>
    public static string? WhyNot(IPAddress address) => Find(address)?.What;

    /// <summary>Whether the address is not public, yet may be allowed by a name that leads there.</summary>
    public static bool IsNear(IPAddress address) => Find(address)?.IsNear == true;

    /// <summary>An IPv4 address that is written as an IPv6 one, as it is.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static (string What, bool IsNear)? Find(IPAddress address)
    {
        address = Plain(address);
        foreach (var (network, what, isNear) in NotPublic)
        {
            if (network.Contains(address)) return (what, isNear);
        }

        if (address.AddressFamily == AddressFamily.InterNetwork) return null;
        if (Inside(address) is { } inner) return Find(inner) is var (what, _) ? ($"another form of {inner}, {what}", false) : null;
        return Everybodys6.Contains(address) ? null : (Reserved, false);
    }

    // The IPv4 address to which a gateway would pass the call on.
    private static IPAddress? Inside(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return Nat64.Contains(address) || Compatible.Contains(address) ? new IPAddress(bytes.AsSpan(12))
            : SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : null;
    }
}

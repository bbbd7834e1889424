using System.Globalization;

namespace Baton.Engine.Credentials;

/// <summary>A host that a credential may be sent to: <c>api.example.com</c>, <c>localhost:8080</c>, or <c>*.example.com</c> for any one name before it.</summary>
public static class HostBinding
{
    /// <summary>The binding as it is kept, in lower case; null when it is none.</summary>
    public static string? Parse(string text)
    {
        text = text.Trim().ToLowerInvariant();
        if (text.Length is 0 or > 260) return null;
        var (host, port) = Split(text);
        if (port is { } number && (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var p) || p is < 1 or > 65_535)) return null;
        var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        if (name != host && !name.Contains('.', StringComparison.Ordinal)) return null; // *.com would be everybody
        return Uri.CheckHostName(name) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6 && !name.EndsWith('.') ? text : null;
    }

    /// <summary>Whether an address is at that host.</summary>
    public static bool Fits(string binding, Uri target)
    {
        var (host, port) = Split(binding);
        if (port is not null && port != target.Port.ToString(CultureInfo.InvariantCulture)) return false;
        var there = target.IdnHost.TrimEnd('.').Trim('[', ']').ToLowerInvariant();
        host = host.Trim('[', ']');
        if (!host.StartsWith("*.", StringComparison.Ordinal)) return there == host;
        return there.EndsWith(host[1..], StringComparison.Ordinal) && there.Length > host.Length - 1 && !there[..^(host.Length - 1)].Contains('.', StringComparison.Ordinal);
    }

    private static (string Host, string? Port) Split(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 0 || (text.StartsWith('[') ? text.EndsWith(']') : text.IndexOf(':', StringComparison.Ordinal) != colon)) return (text, null);
        return (text[..colon], text[(colon + 1)..]);
    }
}

using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Engine.Agents.Calling.A2a;

/// <summary>Where an agent takes JSON-RPC, and which version of A2A it speaks there.</summary>
/// <param name="Address">Where requests are posted.</param>
/// <param name="IsFirst">Whether it speaks 0.3, whose words are others than 1.0's.</param>
/// <param name="Version">The version as the card says it.</param>
/// <param name="Tenant">What 1.0 wants sent along, when the card says so.</param>
internal sealed record A2aInterface(Uri Address, bool IsFirst, string Version, string? Tenant);

/// <summary>Reads agent cards, of 1.0 (<c>supportedInterfaces</c>) and of 0.3 (<c>url</c>).</summary>
internal static class A2aCard
{
    private const string JsonRpc = "JSONRPC";

    /// <summary>Where an agent's card lies, when only the agent's site is named.</summary>
    public static Uri AddressOf(Uri named) => named.AbsolutePath is "/" or "" ? new Uri(named, "/.well-known/agent-card.json") : named;

    /// <summary>The interface to be used.</summary>
    /// <param name="card">The card.</param>
    /// <param name="from">Where it was read.</param>
    /// <param name="fault">What is missing, when there is none.</param>
    public static A2aInterface? Choose(JsonElement card, Uri from, out string fault)
    {
        var offered = Offered(card, from).ToList();
        var ours = offered.Where(o => o.Binding.Equals(JsonRpc, StringComparison.OrdinalIgnoreCase) && o.Address is not null).Select(o => new A2aInterface(o.Address!, o.Version.StartsWith("0.", StringComparison.Ordinal), o.Version, o.Tenant)).ToList();
        fault = offered.Count == 0 ? "It names no interface." : $"It offers {string.Join(", ", offered.Select(o => $"{o.Binding} {o.Version}"))}, and Baton speaks {JsonRpc} 1.0 and 0.3.";
        // The newest words that both know.
        return ours.Find(i => i.Version.StartsWith("1.", StringComparison.Ordinal) || i.Version == "1") ?? ours.Find(i => i.Version.StartsWith("0.3", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Binding, string Version, Uri? Address, string? Tenant)> Offered(JsonElement card, Uri from)
    {
        foreach (var one in Items(card, "supportedInterfaces")) yield return (one.Text("protocolBinding") ?? "", one.Text("protocolVersion") ?? "1.0", Resolve(from, one.Text("url")), one.Text("tenant"));
        var version = card.Text("protocolVersion") ?? "0.3";
        if (card.Text("url") is { } url) yield return (card.Text("preferredTransport") ?? JsonRpc, version, Resolve(from, url), null);
        foreach (var one in Items(card, "additionalInterfaces")) yield return (one.Text("transport") ?? "", version, Resolve(from, one.Text("url")), null);
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement card, string name) => card.Member(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;

    private static Uri? Resolve(Uri from, string? url) => Uri.TryCreate(from, url ?? "", out var address) && url is not null && address.Scheme is "http" or "https" ? address : null;
}

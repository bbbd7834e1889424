using Baton.Engine.Credentials;
using Baton.Web.Problems;

namespace Baton.Web.Credentials;

/// <summary>A credential as it was sent. No fault repeats anything of its value.</summary>
internal static class CredentialBody
{
    public const string NameRule = "A name has 1 to 64 lower-case letters, digits and hyphens.";
    public const string HostRule = "A host is a name such as api.example.com, perhaps with a port, or *.example.com for any one name before it.";

    public static GivenCredential Read(JsonMembers body, string name, IReadOnlyList<string>? known)
    {
        if (!GivenCredential.IsName(name)) body.Wrong("name", NameRule);
        var value = body.Text("value", required: true, max: GivenCredential.Longest) ?? "";
        if (value.Length > 0 && GivenCredential.FaultOf(value) is { } fault) body.Wrong("value", fault);
        var hosts = body.Texts("hosts", GivenCredential.MostHosts) ?? known;
        if (hosts is null or { Count: 0 }) body.Wrong("hosts", "'hosts' is missing: say where the credential may be sent.");
        foreach (var host in (hosts ?? []).Where(host => HostBinding.Parse(host) is null)) body.Wrong("hosts", $"'{host}' is no host. {HostRule}");
        var overlap = body.Duration("overlap", TimeSpan.Zero, CredentialDesk.LongestOverlap) ?? TimeSpan.Zero;
        return new GivenCredential(name, value, [.. (hosts ?? []).Select(HostBinding.Parse).OfType<string>().Distinct(StringComparer.Ordinal)], overlap);
    }
}

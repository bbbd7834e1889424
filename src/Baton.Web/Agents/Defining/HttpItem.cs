using Baton.Core.Agents;
using Baton.Web.Problems;

namespace Baton.Web.Agents.Defining;

/// <summary>Where an HTTP agent is, as it is sent and answered.</summary>
/// <param name="Address">Where the task is posted.</param>
/// <param name="Secret">The name of the credential that signs, as Standard Webhooks says.</param>
/// <param name="Credential">The name of the credential sent as bearer token.</param>
internal sealed record HttpItem(string Address, string? Secret, string? Credential)
{
    public static HttpItem Of(HttpSettings http) => new(http.Address.OriginalString, http.Secret, http.Credential);

    /// <summary>Null when it has no address, which is a fault then.</summary>
    public static HttpSettings? Read(JsonMembers json)
    {
        var (address, secret, credential) = (json.Address("address", required: true), json.Text("secret", max: 64), json.Text("credential", max: 64));
        json.NothingElse();
        return address is null ? null : new HttpSettings { Address = address, Secret = secret, Credential = credential };
    }
}

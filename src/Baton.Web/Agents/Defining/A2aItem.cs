using Baton.Core.Agents;
using Baton.Web.Problems;

namespace Baton.Web.Agents.Defining;

/// <summary>Where an agent that speaks A2A describes itself, as it is sent and answered.</summary>
/// <param name="Card">The address of its agent card.</param>
/// <param name="Credential">The name of the credential sent as bearer token.</param>
internal sealed record A2aItem(string Card, string? Credential)
{
    public static A2aItem Of(A2aSettings a2a) => new(a2a.Card.OriginalString, a2a.Credential);

    /// <summary>Null when it has no card, which is a fault then.</summary>
    public static A2aSettings? Read(JsonMembers json)
    {
        var (card, credential) = (json.Address("card", required: true), json.Text("credential", max: 64));
        json.NothingElse();
        return card is null ? null : new A2aSettings { Card = card, Credential = credential };
    }
}

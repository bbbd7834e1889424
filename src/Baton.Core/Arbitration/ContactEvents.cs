using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Core.Arbitration;

/// <summary>Contacts as events: an allowed contact looks to cooldowns like <c>contact.sent</c>.</summary>
internal static class ContactEvents
{
    /// <summary>The event; without its payload when nobody will read that.</summary>
    public static Event Of(Proposal proposal, DateTimeOffset at, string customer, bool withData) => new()
    {
        Source = "baton",
        Id = proposal.Id,
        Type = EventTypes.ContactSent,
        Customer = customer,
        Time = at,
        Received = at,
        Actor = proposal.IsPersons ? Actor.Person(proposal.Agent) : Actor.Agent(proposal.Agent),
        Data = withData ? PayloadOf(proposal) : default,
    };

    private static JsonElement PayloadOf(Proposal proposal) => Payload.Of(json =>
    {
        json.WriteString("kind", proposal.Kind);
        json.WriteString(proposal.IsPersons ? "person" : "agent", proposal.Agent);
        if (proposal.Channel is { } channel) json.WriteString("channel", channel);
        if (proposal.Purpose is { } purpose) json.WriteString("purpose", purpose);
    });
}

using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Events;

namespace Baton.Engine.Pipeline;

/// <summary>Reads one customer with everything acknowledged so far, and changes what is known of it.</summary>
public sealed class CustomerDesk(Conductor conductor)
{
    /// <summary>The customer whom a reference names; null when nobody is known by it.</summary>
    public async Task<CustomerState?> FindAsync(string workspace, Address customer, CancellationToken cancel = default) =>
        conductor.Find(workspace, customer) is { } id && await conductor.StateOfAsync(workspace, id, cancel) is { Version: > 0 } state ? state : null;

    /// <summary>Merges attributes and consent (RFC 7396), unless the customer has changed since <paramref name="version"/>.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="customer">Baton's id of the customer.</param>
    /// <param name="version">The version that the caller saw; null changes whatever is there.</param>
    /// <param name="attributes">Attributes to set; null members remove.</param>
    /// <param name="consent">Consent to set: true or false by name; null members remove.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public Task<Turn> PatchAsync(string workspace, string customer, long? version, JsonElement? attributes, JsonElement? consent, Actor by, CancellationToken cancel = default) => conductor.TakeAsync(workspace, Input.Act("baton/customers", EventTypes.CustomerPatched, by, PayloadOf(version, attributes, consent)) with { Customer = customer }, cancel);

    private static JsonElement PayloadOf(long? version, JsonElement? attributes, JsonElement? consent) => Payload.Of(json =>
    {
        if (version is { } seen) json.WriteNumber("version", seen);
        Member(json, "attributes", attributes);
        Member(json, "consent", consent);
    });

    private static void Member(Utf8JsonWriter json, string name, JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Object } present) return;
        json.WritePropertyName(name);
        present.WriteTo(json);
    }
}

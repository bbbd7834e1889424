using System.Globalization;
using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Web.Events;

/// <summary>Whom an event is about: its subject names the customer, else the members of <c>data.customer</c> do, else it is about the workspace.</summary>
internal static class CustomerNames
{
    private const int Most = 20;

    // Those that name one person best come first: the first known address decides.
    private static readonly string[] Best = [Address.ById, "id", "email", "phone"];

    // What else names one customer and no other, besides everything that ends in "id".
    private static readonly HashSet<string> Identifying = new(StringComparer.OrdinalIgnoreCase)
    {
        "crm", "slack", "teams", "discord", "whatsapp", "telegram", "signal", "twitter", "instagram", "facebook", "linkedin", "github",
        "stripe", "shopify", "hubspot", "salesforce", "zendesk", "intercom", "user", "username", "login", "account", "contract", "loyalty", "external", "mobile",
    };

    // What describes a customer: two people share a name, thousands a plan.
    private static readonly HashSet<string> Describing = new(StringComparer.OrdinalIgnoreCase)
    {
        "name", "firstName", "lastName", "fullName", "displayName", "given_name", "family_name", "first_name", "last_name", "full_name", "nickname", "surname", "title", "salutation",
        "company", "organisation", "organization", "industry", "department", "job", "role", "language", "lang", "locale", "timeZone", "time_zone", "country", "city", "state", "region", "zip", "postcode",
        "street", "address", "plan", "tier", "level", "membership", "segment", "status", "gender", "birthday", "age", "currency", "type", "kind", "source", "channel", "note", "notes", "tag", "tags",
        "created", "updated", "since", "version",
    };

    public static IReadOnlyList<Address> Read(string? subject, JsonElement data, CloudEvent e)
    {
        var addresses = new List<Address>();
        if (subject is not null)
        {
            if (Engine.Pipeline.CustomerRefs.TryRead(subject, out var named)) addresses.Add(named);
            else e.Wrong("subject", $"'{subject}' names no customer. Write <kind>:<value>, for example email:ana@example.com, or leave it out.");
        }

        if (data.Member("customer") is { } customer) addresses.AddRange(OfData(customer).Where(a => !addresses.Contains(a)).ToList());
        return addresses.Count > Most ? addresses[..Most] : addresses;
    }

    /// <summary>What is wrong with an id of Baton's making that it never made.</summary>
    public static string Nobody(Address address) => $"There is no customer {address.Value} in this workspace; ids of this form are made by Baton. Name the customer by an address, or by an id of your own.";

    private static IEnumerable<Address> OfData(JsonElement customer)
    {
        if (customer.ValueKind == JsonValueKind.String) return Engine.Pipeline.CustomerRefs.TryRead(customer.GetString(), out var named) ? [named] : [];
        if (customer.ValueKind != JsonValueKind.Object) return [];

        // Any kind may name a customer, but where one certainly does, a member that merely might must not lead to somebody else.
        var certain = customer.EnumerateObject().Any(m => Identifies(m.Name));
        return customer.EnumerateObject()
            .Where(m => certain ? Identifies(m.Name) : !Describing.Contains(m.Name))
            .OrderBy(m => Array.FindIndex(Best, best => best.Equals(m.Name, StringComparison.OrdinalIgnoreCase)) is var at && at < 0 ? Best.Length : at)
            .SelectMany(m => ValuesOf(m.Value).Select(value => Named(m.Name, value)))
            .OfType<Address>();
    }

    private static bool Identifies(string kind) => Best.Contains(kind, StringComparer.OrdinalIgnoreCase) || Identifying.Contains(kind) || kind.EndsWith("id", StringComparison.OrdinalIgnoreCase);

    private static Address? Named(string kind, string value) => Address.TryMake(kind.Equals("id", StringComparison.OrdinalIgnoreCase) ? Address.ById : kind, value, out var address) ? address : null;

    private static IEnumerable<string> ValuesOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Number when value.TryGetInt64(out var number) => [number.ToString(CultureInfo.InvariantCulture)],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(ValuesOf),
        _ => [],
    };
}

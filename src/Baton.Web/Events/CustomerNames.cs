using System.Globalization;
using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Web.Events;

/// <summary>Whom an event is about: its subject names the customer, else the members of <c>data.customer</c> do, else it is about the workspace.</summary>
internal static class CustomerNames
{
    private const int Most = 20;

    // Members of data.customer that describe a customer and do not identify one: two people share a name, thousands a plan.
    private static readonly HashSet<string> Descriptions = new(StringComparer.OrdinalIgnoreCase)
    {
        "name", "firstName", "lastName", "fullName", "displayName", "given_name", "family_name", "first_name", "last_name", "full_name", "nickname", "title", "salutation",
        "company", "organisation", "organization", "language", "locale", "timeZone", "timezone", "time_zone", "country", "city", "state", "region", "zip", "postcode", "street", "address",
        "plan", "tier", "membership", "segment", "status", "gender", "birthday", "age", "currency", "type", "kind", "source", "note", "notes", "created", "updated", "since", "version",
    };

    // Those that name one person best come first: the first known address decides.
    private static readonly string[] Best = [Address.ById, "id", "email", "phone"];

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

    private static IEnumerable<Address> OfData(JsonElement customer)
    {
        if (customer.ValueKind == JsonValueKind.String) return Engine.Pipeline.CustomerRefs.TryRead(customer.GetString(), out var named) ? [named] : [];
        if (customer.ValueKind != JsonValueKind.Object) return [];
        return customer.EnumerateObject()
            .Where(m => !Descriptions.Contains(m.Name))
            .OrderBy(m => Array.IndexOf(Best, m.Name) is var at && at < 0 ? Best.Length : at)
            .SelectMany(m => ValuesOf(m.Value).Select(value => Named(m.Name, value)))
            .OfType<Address>();
    }

    private static Address? Named(string kind, string value) => Address.TryMake(kind == "id" ? Address.ById : kind, value, out var address) ? address : null;

    private static IEnumerable<string> ValuesOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Number when value.TryGetInt64(out var number) => [number.ToString(CultureInfo.InvariantCulture)],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(ValuesOf),
        _ => [],
    };
}

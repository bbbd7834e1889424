using System.Text.Json;
using Baton.Core.Customers;

namespace Baton.Web.Customers;

/// <summary>One thing a customer may agree to.</summary>
/// <param name="Name">As in the customer's consent.</param>
/// <param name="Title">In words.</param>
/// <param name="IsOn">Whether it is given.</param>
/// <param name="IsKnown">Whether the customer ever said.</param>
public sealed record ConsentSwitch(string Name, string Title, bool IsOn, bool IsKnown);

/// <summary>Consent as switches.</summary>
public static class ConsentSwitches
{
    /// <summary>The wish not to be contacted at all, which stands above the rest.</summary>
    public const string DoNotContact = "doNotContact";

    private static readonly string[] Usual = ["promotion"];

    /// <summary>The usual purposes and those the customer ever spoke of, by name.</summary>
    public static IReadOnlyList<ConsentSwitch> Of(CustomerState customer) =>
        [.. Usual.Union(customer.Consent.Keys, StringComparer.OrdinalIgnoreCase).Where(n => !n.Equals(DoNotContact, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.OrdinalIgnoreCase)
            .Select(name => new ConsentSwitch(name, char.ToUpperInvariant(name[0]) + name[1..], customer.Consent.GetValueOrDefault(name), customer.Consent.ContainsKey(name)))];

    /// <summary>The change that turns a switch.</summary>
    public static JsonElement Turned(string name, bool isOn) => JsonSerializer.SerializeToElement(new Dictionary<string, bool>(StringComparer.Ordinal) { [name] = isOn });
}

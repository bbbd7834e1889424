using System.Text.Json;
using Baton.Core.Customers;

namespace Baton.Web.Handoffs;

/// <summary>The few facts of a customer that matter in a case, as names and values.</summary>
internal static class CustomerFacts
{
    private const int Most = 6;
    private static readonly string[] SaidElsewhere = ["name", "doNotContact"];

    public static IEnumerable<(string Name, string Value)> Of(CustomerState customer)
    {
        if (customer.DoNotContact) yield return ("Contact", "asked not to be contacted");
        foreach (var address in customer.Addresses.Take(3)) yield return (Capital(address.Kind), address.Value);
        foreach (var open in customer.OpenCases.TakeLast(2)) yield return ("Open case", open.Title ?? open.Id);
        foreach (var (name, known) in customer.Attributes.Where(a => !SaidElsewhere.Contains(a.Key, StringComparer.OrdinalIgnoreCase) && IsPlain(a.Value.Value)).Take(Most))
            yield return (Words(name), known.Value.ToString());
    }

    private static bool IsPlain(JsonElement value) => value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;

    // timeZone → Time zone
    private static string Words(string name) => Capital(string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) && char.IsLower(name[i - 1]) ? " " + char.ToLowerInvariant(c) : c.ToString())));

    private static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];
}

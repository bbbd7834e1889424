using System.Text.Json;
using Baton.Core.Customers;

namespace Baton.Web.Handoffs;

/// <summary>The few facts of a customer that matter in a case, as names and values.</summary>
internal static class CustomerFacts
{
    private const int Most = 6;
    private static readonly string[] Plans = ["plan", "membership", "tier"];
    private static readonly string[] SaidElsewhere = ["name", "doNotContact", "vip", .. Plans];

    /// <summary>The plan, and whether they are a VIP, as words to stand beside the name.</summary>
    public static IEnumerable<string> Standing(CustomerState customer)
    {
        if (IsVip(customer)) yield return "VIP";
        foreach (var name in Plans)
            if (customer.AttributeText(name) is { Length: > 0 } plan && !plan.Equals("vip", StringComparison.OrdinalIgnoreCase)) yield return plan;
        if (customer.DoNotContact) yield return "do not contact";
    }

    private static bool IsVip(CustomerState customer) =>
        customer.Attributes.Any(a => a.Key.Equals("vip", StringComparison.OrdinalIgnoreCase) && a.Value.Value.ValueKind == JsonValueKind.True)
        || Plans.Any(name => "vip".Equals(customer.AttributeText(name), StringComparison.OrdinalIgnoreCase));

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

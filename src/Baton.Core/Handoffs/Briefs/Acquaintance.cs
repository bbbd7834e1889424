using System.Globalization;
using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Timeline;

namespace Baton.Core.Handoffs.Briefs;

/// <summary>Who the customer is, as far as it matters for how to deal with them.</summary>
internal static class Acquaintance
{
    // Under these names businesses keep how much a customer is worth to them, and since when.
    private static readonly string[] Ranks = ["plan", "membership", "tier", "segment", "level"];
    private static readonly string[] Sinces = ["since", "customerSince", "memberSince", "created", "signedUp"];

    public static BriefLine? Line(CaseFile file)
    {
        if (file.Customer is not { } customer) return null;
        var (parts, seqs) = (new List<string>(), new List<long>());
        foreach (var rank in Ranks)
        {
            if (customer.AttributeText(rank) is not { Length: > 0 } value) continue;
            parts.Add($"{rank} {Quote.Cut(Quote.Plain(value), 40)}");
            Rest(file, rank, seqs);
        }

        if (customer.Attributes.GetValueOrDefault("vip")?.Value is { } vip && (vip.ValueKind == JsonValueKind.True || (vip.ValueKind == JsonValueKind.String && vip.GetString() is "yes" or "true" or "VIP")))
        {
            parts.Insert(0, "VIP");
            Rest(file, "vip", seqs);
        }

        if (Tenure(file, customer, seqs) is { } tenure) parts.Add(tenure);
        if (customer.OpenCases.Length > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{customer.OpenCases.Length} open {(customer.OpenCases.Length == 1 ? "case" : "cases")}"));
        if (customer.DoNotContact)
        {
            parts.Add("asked not to be contacted");
            Rest(file, "doNotContact", seqs);
        }

        var name = file.CustomerName is { Length: > 0 } called ? Quote.Cut(Quote.Plain(called), 80) : null;
        if (name is null && parts.Count == 0) return null;
        return new BriefLine(BriefKind.Who, $"{name ?? "The customer"}{(parts.Count == 0 ? ": nothing more is known" : ": " + string.Join(", ", parts))}", seqs.Distinct().Order().ToList());
    }

    private static string? Tenure(CaseFile file, CustomerState customer, List<long> seqs)
    {
        foreach (var name in Sinces)
        {
            if (customer.AttributeText(name) is not { } text || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since) || since > file.Now) continue;
            Rest(file, name, seqs);
            return $"customer for {Age(file.Now - since)}";
        }

        return null;
    }

    private static string Age(TimeSpan age) => age.TotalDays >= 730 ? string.Create(CultureInfo.InvariantCulture, $"{(int)(age.TotalDays / 365.25)} years") : age.TotalDays >= 60 ? string.Create(CultureInfo.InvariantCulture, $"{(int)(age.TotalDays / 30.44)} months") : Spans.Of(age);

    // The event that said so last, where it lies in this part of the log.
    private static void Rest(CaseFile file, string name, List<long> seqs)
    {
        var said = file.Log.LastOrDefault(e => e.Event.Type is EventTypes.CustomerUpdated or EventTypes.CustomerPatched or EventTypes.ConsentChanged or EventTypes.LeadCreated && Names(e.Event.Data, name, depth: 3));
        if (said is not null) seqs.Add(said.Event.Seq);
    }

    private static bool Names(JsonElement data, string name, int depth) => depth > 0 && data.ValueKind == JsonValueKind.Object
        && data.EnumerateObject().Any(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || Names(member.Value, name, depth - 1));
}

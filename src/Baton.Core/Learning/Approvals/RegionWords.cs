using System.Globalization;
using Baton.Core.Conditions;

namespace Baton.Core.Learning.Approvals;

/// <summary>What lies in a region, as a person would say it: <c>refunds under €40 for goodwill</c>.</summary>
internal static class RegionWords
{
    private const string Data = "action.data.";
    private const string Attribute = "customer.attributes.";

    public static string Things(Region region, IReadOnlyCollection<ApprovalCase> cases)
    {
        var tests = region.Tests.ToDictionary(test => test.Field, StringComparer.Ordinal);
        var kind = Common(cases, "action.kind");
        var words = kind is null ? "actions of this rule" : Plural(kind);
        var purpose = tests.GetValueOrDefault("action.purpose")?.Text ?? Common(cases, "action.purpose");
        if (purpose is not null && purpose != kind) words += $" for {Conditions.Words.Name(purpose)}";
        foreach (var test in region.Tests.Where(test => test.Text is null)) words += Size(test, cases);
        foreach (var test in region.Tests.Where(test => test.Text is not null && test.Field is not ("action.kind" or "action.purpose"))) words += Which(test);
        return words;
    }

    private static string? Common(IReadOnlyCollection<ApprovalCase> cases, string field)
    {
        var texts = cases.Select(c => c.Facts.GetValueOrDefault(field).Text).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return texts is [{ } only] ? only : null;
    }

    private static string Plural(string kind) => kind.StartsWith("contact.", StringComparison.Ordinal) ? $"contacts by {kind["contact.".Length..]}"
        : kind.Replace('.', ' ') is var name && name.EndsWith('s') ? name : name + "s";

    private static string Size(RegionTest test, IReadOnlyCollection<ApprovalCase> cases)
    {
        var name = test.Field[Data.Length..];
        var number = (name == "amount" ? Sign(Common(cases, Data + "currency")) : "") + test.Number.ToString("#,0.##", CultureInfo.InvariantCulture);
        var size = test.Op == "lt" ? $"under {number}" : $"of {number} or more";
        return name == "amount" ? " " + size : $" with {Conditions.Words.Name(name)} {size}";
    }

    private static string Which(RegionTest test) => test.Field switch
    {
        "action.agent" => $" asked for by {test.Text}",
        var field when field.StartsWith(Attribute, StringComparison.Ordinal) => $" of customers whose {Conditions.Words.Name(field[Attribute.Length..])} is {test.Text}",
        var field => $" with {Conditions.Words.Name(field[Data.Length..])} “{test.Text}”",
    };

    private static string Sign(string? currency) => currency switch
    {
        null => "",
        "EUR" => "€",
        "USD" => "$",
        "GBP" => "£",
        _ => currency + " ",
    };
}

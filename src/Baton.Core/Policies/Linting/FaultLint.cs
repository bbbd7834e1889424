using System.Text.Json;
using Baton.Core.Conditions;

namespace Baton.Core.Policies.Linting;

/// <summary>Faults of the document as findings, so that everything wrong stands in one list.</summary>
internal static class FaultLint
{
    public static LintFinding Of(Fault fault, JsonElement document)
    {
        var at = fault.Pointer.LastIndexOf('/');
        var (parent, member) = at < 0 ? ("", "") : (fault.Pointer[..at], fault.Pointer[(at + 1)..]);
        var condition = Find(document, parent);
        if (member == "field" && TextOf(condition, "field") is { } field)
        {
            var near = Nearest.Of(field, FieldCatalogue.Fixed.Select(f => f.Path));
            return new LintFinding(LintKind.UnknownField, fault.Pointer, fault.Detail, LintGrounds.Document)
            {
                Fix = near is null ? null : new LintFix($"Ask for {near}", [DocumentEdit.Set(fault.Pointer, near)]),
            };
        }

        return new LintFinding(member == "value" && TextOf(condition, "op") == "matches" ? LintKind.BadPattern : LintKind.Fault, fault.Pointer, fault.Detail, LintGrounds.Document);
    }

    private static string? TextOf(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement? Find(JsonElement document, string pointer)
    {
        var at = document;
        foreach (var name in pointer.Split('/').Skip(1))
        {
            if (at.ValueKind == JsonValueKind.Array && int.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength()) at = at[index];
            else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
        }

        return at;
    }
}

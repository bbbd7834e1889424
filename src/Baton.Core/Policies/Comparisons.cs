using System.Text.Json;
using Baton.Core.Conditions;

namespace Baton.Core.Policies;

/// <summary>What comparisons with texts name.</summary>
internal static class Comparisons
{
    /// <summary>Whether it asks only that there is a value.</summary>
    public static bool IsThere(Comparison comparison) => comparison.Operator == Operator.Exists && comparison.Value.ValueKind != JsonValueKind.False;

    /// <summary>The one text compared with; null when it is something else.</summary>
    public static string? Text(Comparison comparison) => comparison.Value.ValueKind == JsonValueKind.String ? comparison.Value.GetString() : null;

    /// <summary>The one or several texts compared with; null when one is something else.</summary>
    public static IReadOnlyList<string>? Texts(Comparison comparison)
    {
        if (Text(comparison) is { } one) return [one];
        if (comparison.Value.ValueKind != JsonValueKind.Array) return null;
        var values = comparison.Value.EnumerateArray().ToList();
        return values.Count > 0 && values.TrueForAll(v => v.ValueKind == JsonValueKind.String) ? values.ConvertAll(v => v.GetString()!) : null;
    }

    /// <summary>What a text says: <c>says “outage” or “downtime”</c>; null when it is compared otherwise.</summary>
    public static string? Said(Comparison comparison, string says = "says", string matches = "matches") => comparison.Operator switch
    {
        Operator.Contains or Operator.ContainsAny when Texts(comparison) is { } words => $"{says} {Words.Listed([.. words.Select(w => $"“{w}”")], "or")}",
        Operator.Matches => $"{matches} the pattern “{Text(comparison)}”",
        _ => null,
    };
}

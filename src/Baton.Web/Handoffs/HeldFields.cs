using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Handoffs;

namespace Baton.Web.Handoffs;

/// <summary>One thing of an agent's result that a person fills in or changes.</summary>
/// <param name="Name">As the result calls it.</param>
/// <param name="Label">As people read it.</param>
/// <param name="Kind">What it is in JSON.</param>
/// <param name="Value">What the agent said; empty when it lacks.</param>
public sealed record HeldField(string Name, string Label, JsonValueKind Kind, string Value);

/// <summary>What a person can fill in or change of a result that waits for them, as a field each.</summary>
internal static class HeldFields
{
    private const int Most = 12;

    /// <summary>What the agent says it lacks, one by one: what it lists under "missing", or what it left empty.</summary>
    public static IReadOnlyList<HeldField> Missing(HandoffCase handoff)
    {
        if (handoff.Cause != HandoffCause.NeedsInfo || Output(handoff) is not { } output) return [];
        if (output.Member("missing") is { ValueKind: JsonValueKind.Array } named)
            return [.. named.EnumerateArray().Where(n => n.ValueKind == JsonValueKind.String && n.GetString()!.Length > 0).Select(n => new HeldField(n.GetString()!, Words(n.GetString()!), JsonValueKind.String, "")).DistinctBy(f => f.Name).Take(Most)];
        return [.. output.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Null || (m.Value.ValueKind == JsonValueKind.String && m.Value.GetString()!.Length == 0)).Select(m => new HeldField(m.Name, Words(m.Name), JsonValueKind.String, "")).Take(Most)];
    }

    /// <summary>What the agent said, to be changed before it goes on.</summary>
    public static IReadOnlyList<HeldField> Changeable(HandoffCase handoff) => Output(handoff) is not { } output ? []
        : [.. output.EnumerateObject().Where(m => m.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False).Select(m => new HeldField(m.Name, Words(m.Name), m.Value.ValueKind, m.Value.ToString())).Take(Most)];

    /// <summary>The result with what the person filled in; a number that is none stays a text.</summary>
    public static JsonElement With(HandoffCase handoff, IReadOnlyDictionary<string, string> given)
    {
        var members = Output(handoff) is { } output ? output.EnumerateObject().Where(m => m.Name != "missing").ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal) : new(StringComparer.Ordinal);
        foreach (var (name, text) in given) members[name] = Typed(members.GetValueOrDefault(name).ValueKind, text.Trim());
        return JsonSerializer.SerializeToElement(members);
    }

    private static JsonElement Typed(JsonValueKind was, string text) => was switch
    {
        JsonValueKind.Number when decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) => JsonSerializer.SerializeToElement(number),
        JsonValueKind.True or JsonValueKind.False when bool.TryParse(text, out var flag) => JsonSerializer.SerializeToElement(flag),
        _ => JsonSerializer.SerializeToElement(text),
    };

    private static JsonElement? Output(HandoffCase handoff) => handoff.Held?.Member("output") is { ValueKind: JsonValueKind.Object } output ? output : null;

    // orderNumber → Order number
    private static string Words(string name)
    {
        var words = string.Concat(name.Replace('_', ' ').Replace('-', ' ').Select((c, i) => i > 0 && char.IsUpper(c) && char.IsLower(name[i - 1]) ? " " + char.ToLowerInvariant(c) : c.ToString()));
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Core.Policies;

namespace Baton.Core.Conditions;

/// <summary>Reads conditions from JSON, naming every fault with its place.</summary>
public static class ConditionReader
{
    private const int MaxDepth = 20;
    private const int MaxParts = 200;
    private static readonly Dictionary<string, Operator> Operators = Enum.GetValues<Operator>().ToDictionary(op => JsonNamingPolicy.CamelCase.ConvertName(op.ToString()), StringComparer.Ordinal);

    /// <summary>The names of all operators, as in JSON.</summary>
    public static IReadOnlyCollection<string> OperatorNames => Operators.Keys;

    /// <summary>Reads one condition; null when it has faults, which are added to <paramref name="faults"/>.</summary>
    public static Condition? Read(JsonElement json, string pointer, ICollection<Fault> faults, int depth = 0)
    {
        if (depth > MaxDepth) return Wrong(faults, pointer, $"Conditions may be nested {MaxDepth} deep at most.");
        if (json.ValueKind != JsonValueKind.Object) return Wrong(faults, pointer, "A condition is an object with all, any or not, or with field, op and value.");
        var members = json.EnumerateObject().Select(m => m.Name).ToList();
        if (members is ["all"] or ["any"]) return Several(json.GetProperty(members[0]), members[0], pointer, faults, depth);
        if (members is ["not"]) return Read(json.GetProperty("not"), pointer + "/not", faults, depth + 1) is { } part ? new Not(part) : null;
        return Compare(json, members, pointer, faults);
    }

    private static Condition? Several(JsonElement json, string name, string pointer, ICollection<Fault> faults, int depth)
    {
        if (json.ValueKind != JsonValueKind.Array) return Wrong(faults, $"{pointer}/{name}", "This must be a list of conditions.");
        if (json.GetArrayLength() is 0 or > MaxParts) return Wrong(faults, $"{pointer}/{name}", $"This must list 1 to {MaxParts} conditions.");
        var parts = json.EnumerateArray().Select((part, i) => Read(part, $"{pointer}/{name}/{i}", faults, depth + 1)).ToList();
        if (parts.Contains(null)) return null;
        ImmutableArray<Condition> read = [.. parts!];
        return name == "all" ? new All(read) : new Any(read);
    }

    private static Comparison? Compare(JsonElement json, List<string> members, string pointer, ICollection<Fault> faults)
    {
        var before = faults.Count;
        foreach (var name in members.Where(m => m is not ("field" or "op" or "value"))) Wrong(faults, Fault.To(pointer, name), $"A condition has no member '{name}'. Use all, any or not alone, or field, op and value together.");
        var field = Required(json, "field", pointer, faults) is { } path ? FindField(path, pointer, faults) : null;
        Operator op = default;
        if (Required(json, "op", pointer, faults) is { } opName && !Operators.TryGetValue(opName, out op)) Wrong(faults, $"{pointer}/op", $"'{opName}' is no operator. Use one of {string.Join(", ", Operators.Keys)}.");
        if (faults.Count > before) return null;
        var value = json.TryGetProperty("value", out var given) ? given.Clone() : default;
        var regex = Check(op, value, pointer + "/value", faults);
        return faults.Count > before ? null : new Comparison(field!, op, value, regex);
    }

    private static Field? FindField(string path, string pointer, ICollection<Fault> faults)
    {
        var field = Field.Find(path, out var fault);
        if (fault is not null) Wrong(faults, pointer + "/field", fault);
        return field;
    }

    private static string? Required(JsonElement json, string name, string pointer, ICollection<Fault> faults)
    {
        if (json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text) return text;
        Wrong(faults, $"{pointer}/{name}", $"This condition needs '{name}', a text.");
        return null;
    }

    // Whether the constant fits the operator. The pattern for matches comes back compiled.
    private static Regex? Check(Operator op, JsonElement value, string pointer, ICollection<Fault> faults)
    {
        switch (op)
        {
            case Operator.Exists when value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False):
                Wrong(faults, pointer, "exists takes true or false, or no value.");
                break;
            case Operator.In or Operator.NotIn or Operator.ContainsAny when value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0:
                Wrong(faults, pointer, "This operator needs a list with at least one element.");
                break;
            case Operator.ContainsAny when value.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.String || v.GetString()!.Length == 0):
                Wrong(faults, pointer, "containsAny needs a list of words or phrases.");
                break;
            case Operator.Gt or Operator.Gte or Operator.Lt or Operator.Lte when value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String):
                Wrong(faults, pointer, "This operator needs a number, a text or a time.");
                break;
            case Operator.StartsWith or Operator.EndsWith or Operator.Matches when value.ValueKind != JsonValueKind.String:
                Wrong(faults, pointer, "This operator needs a text.");
                break;
            case Operator.Eq or Operator.Ne or Operator.Contains when value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null:
                Wrong(faults, pointer, "This operator needs a value.");
                break;
            case Operator.Matches:
                return Pattern(value.GetString()!, pointer, faults);
        }

        return null;
    }

    // NonBacktracking keeps hostile patterns and texts linear; what it cannot do (look-arounds, back-references) is refused.
    private static Regex? Pattern(string pattern, string pointer, ICollection<Fault> faults)
    {
        try
        {
            if (pattern.Length <= 1000) return new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            Wrong(faults, pointer, "The pattern is longer than 1,000 characters.");
        }
        catch (ArgumentException e)
        {
            Wrong(faults, pointer, "The pattern cannot be read: " + e.Message);
        }
        catch (NotSupportedException)
        {
            Wrong(faults, pointer, "The pattern uses look-around, a back-reference or an atomic group, or its repetitions are too large, so that it could take unbounded time. Write it without them.");
        }

        return null;
    }

    private static Comparison? Wrong(ICollection<Fault> faults, string pointer, string detail)
    {
        faults.Add(new Fault(pointer, detail));
        return null;
    }
}

using System.Text.Json;

namespace Baton.Core.Conditions.Reasoning;

/// <summary>What literals ask of a list: which elements it must and must not have.</summary>
internal sealed class ListDemands
{
    public ListDemands(IReadOnlyList<Literal> literals)
    {
        foreach (var literal in literals)
        {
            var (op, value, negated) = (literal.Operator, literal.Comparison.Value, literal.Negated);
            if (op == Operator.Contains) (negated ? Not : Each).Add(FieldValue.Of(value));
            else if (op == Operator.ContainsAny && negated) Not.AddRange(Elements(value));
            else if (op == Operator.ContainsAny) OneOf.Add(Elements(value));
            else if (op is Operator.Eq && !negated || op is Operator.Ne && negated) Narrow([FieldValue.Of(value)]);
            else if (op is Operator.In && !negated || op is Operator.NotIn && negated) Narrow(Elements(value));
            else if (!Sometimes(literal)) Impossible = true;
        }
    }

    public List<FieldValue> Each { get; } = [];

    public List<FieldValue> Not { get; } = [];

    public List<List<FieldValue>> OneOf { get; } = [];

    /// <summary>The only lists or objects that can be; null when any can.</summary>
    public List<FieldValue>? Options { get; private set; }

    /// <summary>Whether something is asked that no list and no object does.</summary>
    public bool Impossible { get; }

    /// <summary>Whether a list may have that element.</summary>
    public bool CanStand(FieldValue element) => !Not.Exists(element.Is);

    private void Narrow(List<FieldValue> values)
    {
        var structures = values.FindAll(v => v.Exists && v is { Text: null, Number: null, Flag: null });
        Options = Options is null ? structures : Options.FindAll(o => structures.Exists(o.Is));
    }

    // What is left compares texts, numbers or presence, and has one answer for everything that is a list or an object; being unlike is always possible.
    private static bool Sometimes(Literal literal) => literal.Operator is Operator.Eq or Operator.Ne or Operator.In or Operator.NotIn || literal.Holds(FieldValue.Of(Empty));

    private static readonly JsonElement Empty = JsonElement.Parse("[]");

    private static List<FieldValue> Elements(JsonElement list) => [.. list.EnumerateArray().Select(FieldValue.Of)];
}

/// <summary>Proofs that no list and no object suits.</summary>
internal static class ListRefutation
{
    public static bool Of(IReadOnlyList<Literal> literals)
    {
        var demands = new ListDemands(literals);
        if (demands.Impossible) return true;
        if (demands.Options is { } options) return !options.Exists(o => literals.All(l => l.Holds(o)));
        return demands.Each.Exists(e => !demands.CanStand(e)) || demands.OneOf.Exists(some => !some.Exists(demands.CanStand));
    }
}

/// <summary>Lists and objects worth trying.</summary>
internal static class ListCandidates
{
    public static IEnumerable<FieldValue> Of(IReadOnlyList<Literal> literals)
    {
        var demands = new ListDemands(literals);
        foreach (var option in demands.Options ?? []) yield return option;
        var elements = demands.Each.Concat(demands.OneOf.Select(some => some.Find(demands.CanStand)).Where(e => e.Exists)).Select(e => e.ToJson()).ToList();
        yield return FieldValue.Of(JsonSerializer.SerializeToElement(elements));
        var letter = TextCandidates.Fresh(literals.Select(l => l.Question));
        yield return FieldValue.Of(JsonSerializer.SerializeToElement<JsonElement[]>([.. elements, JsonSerializer.SerializeToElement(letter)]));
        yield return FieldValue.Of(JsonSerializer.SerializeToElement(new Dictionary<string, string>(StringComparer.Ordinal) { [letter] = letter }));
    }
}

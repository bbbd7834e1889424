using System.Text.Json;
using Baton.Core.Timeline;

namespace Baton.Core.Conditions.Reasoning;

/// <summary>What literals ask of a text, sorted: how it must begin, end, what it must and must not contain.</summary>
internal sealed class TextDemands
{
    public TextDemands(IReadOnlyList<Literal> literals)
    {
        Literals = literals;
        if (literals[0].Field is { Choices: { IsEmpty: false } choices }) Options = [.. choices];
        foreach (var literal in literals) Sort(literal);
    }

    public IReadOnlyList<Literal> Literals { get; }

    /// <summary>The only texts that can be; null when any can.</summary>
    public List<string>? Options { get; private set; }

    /// <summary>Whether something is asked that no text does.</summary>
    public bool Impossible { get; private set; }

    public List<string> Beginnings { get; } = [];

    public List<string> NotBeginnings { get; } = [];

    public List<string> Ends { get; } = [];

    public List<string> NotEnds { get; } = [];

    public List<string> Parts { get; } = [];

    public List<string> NotParts { get; } = [];

    /// <summary>Of each list one must stand in it as a whole word.</summary>
    public List<IReadOnlyList<string>> Words { get; } = [];

    public List<string> NotWords { get; } = [];

    public List<Bound> Bounds { get; } = [];

    public List<Literal> Patterns { get; } = [];

    /// <summary>The longest beginning that is asked for.</summary>
    public string Beginning => Beginnings.MaxBy(b => b.Length) ?? "";

    /// <summary>The longest end that is asked for.</summary>
    public string End => Ends.MaxBy(e => e.Length) ?? "";

    private void Sort(Literal literal)
    {
        var (value, negated) = (literal.Comparison.Value, literal.Negated);
        switch (literal.Operator)
        {
            case Operator.Exists: Impossible |= !literal.Holds(FieldValue.Of("")); break;
            case Operator.Eq or Operator.Ne: Narrow(Texts([value]), literal.Operator == Operator.Eq != negated); break;
            case Operator.In or Operator.NotIn: Narrow(Texts(value.EnumerateArray()), literal.Operator == Operator.In != negated); break;
            case Operator.StartsWith: (negated ? NotBeginnings : Beginnings).Add(value.GetString()!); break;
            case Operator.EndsWith: (negated ? NotEnds : Ends).Add(value.GetString()!); break;
            case Operator.Matches: Patterns.Add(literal); break;
            case Operator.ContainsAny when negated: NotWords.AddRange(Texts(value.EnumerateArray())); break;
            case Operator.ContainsAny: Words.Add(Texts(value.EnumerateArray())); break;
            case Operator.Contains when value.ValueKind == JsonValueKind.String: (negated ? NotParts : Parts).Add(value.GetString()!); break;
            case Operator.Contains: Impossible |= !negated; break;
            default: // an ordering
                if (value.ValueKind == JsonValueKind.String) Bounds.Add(Bound.Of(literal.Operator, negated, value.GetString()!));
                else Impossible |= !negated;
                break;
        }
    }

    // What must not be needs no list: of all other texts one is always left.
    private void Narrow(List<string> texts, bool mustBe)
    {
        if (mustBe) Options = Options is null ? texts : Options.FindAll(o => texts.Contains(o, StringComparer.OrdinalIgnoreCase));
    }

    private static List<string> Texts(IEnumerable<JsonElement> values) => [.. values.Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)];
}

/// <summary>Where an ordering lets a text lie.</summary>
/// <param name="Text">The constant.</param>
/// <param name="Above">Whether the text must come after it.</param>
/// <param name="Inclusive">Whether it may be the same.</param>
/// <param name="Time">The constant as a moment, when it is one: of moments, the moment is compared.</param>
internal sealed record Bound(string Text, bool Above, bool Inclusive, DateTimeOffset? Time)
{
    public static Bound Of(Operator op, bool negated, string text)
    {
        var above = op is Operator.Gt or Operator.Gte;
        var inclusive = op is Operator.Gte or Operator.Lte;
        return new Bound(text, above != negated, inclusive != negated, Rfc3339.Read(text));
    }

    /// <summary>Whether nothing lies within all of them.</summary>
    public static bool LeaveNothing<T>(IEnumerable<(T Value, Bound Bound)> bounds, Comparison<T> compare)
    {
        var all = bounds.ToList();
        return all.Where(b => b.Bound.Above).Any(low => all.Where(b => !b.Bound.Above).Any(high =>
            compare(low.Value, high.Value) is var order && (order > 0 || order == 0 && !(low.Bound.Inclusive && high.Bound.Inclusive))));
    }
}

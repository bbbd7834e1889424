using System.Text.Json;

namespace Baton.Core.Conditions.Reasoning;

/// <summary>A comparison that must hold, or must not: what remains of a condition when all, any and not are taken apart.</summary>
internal sealed class Literal
{
    private Literal(Comparison comparison, FieldInfo field, string question, bool negated) => (Comparison, Field, Question, Negated) = (comparison, field, question, negated);

    public Literal(Comparison comparison)
        : this(comparison, comparison.Field.Info, QuestionOf(comparison), negated: false) => Opposite = new Literal(comparison, Field, Question, negated: true) { Opposite = this };

    public Comparison Comparison { get; }

    public FieldInfo Field { get; }

    /// <summary>Whether the comparison must be false.</summary>
    public bool Negated { get; }

    /// <summary>The same for literals that ask the same of a field, negated or not.</summary>
    public string Question { get; }

    public Literal Opposite { get; private init; } = null!;

    public Operator Operator => Comparison.Operator;

    public bool Holds(FieldValue found) => Comparison.HoldsOf(found) != Negated;

    public bool Is(Literal other) => Negated == other.Negated && Contradicts(other.Opposite);

    public bool Contradicts(Literal other) => Negated != other.Negated && Question == other.Question && Field.Key == other.Field.Key;

    // Of a pattern every letter counts: \d is not \D. Elsewhere text is compared without regard to case.
    private static string QuestionOf(Comparison comparison)
    {
        var value = comparison.Value.ValueKind == JsonValueKind.Undefined ? "" : comparison.Value.GetRawText();
        return $"{comparison.Operator} {(comparison.Operator == Operator.Matches ? value : value.ToUpperInvariant())}";
    }
}

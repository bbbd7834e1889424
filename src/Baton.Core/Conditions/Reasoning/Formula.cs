using System.Collections.Immutable;

namespace Baton.Core.Conditions.Reasoning;

/// <summary>A condition in negation normal form: literals, all of some, one of some.</summary>
internal abstract record Formula
{
    /// <summary>The condition, or that it does not hold.</summary>
    public static Formula Of(Condition condition, bool negated = false) => condition switch
    {
        Comparison comparison => OfComparison(comparison, negated),
        Not { Part: var part } => Of(part, !negated),
        All { Parts: var parts } => Join(parts, negated, both: !negated),
        Any { Parts: var parts } => Join(parts, negated, both: negated),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "There is no such condition."),
    };

    private static Formula Join(ImmutableArray<Condition> conditions, bool negated, bool both)
    {
        if (conditions is [var only]) return Of(only, negated);
        ImmutableArray<Formula> parts = [.. conditions.Select(c => Of(c, negated))];
        return both ? new Both(parts) : new Either(parts);
    }

    private static Formula OfComparison(Comparison comparison, bool negated)
    {
        if (Channels.OnKind(comparison) is { } condition) return Of(condition, negated);
        var literal = new Literal(comparison);
        return new Atom(negated ? literal.Opposite : literal);
    }
}

/// <summary>One literal.</summary>
internal sealed record Atom(Literal Literal) : Formula;

/// <summary>Every part holds; an empty one always.</summary>
internal sealed record Both(ImmutableArray<Formula> Parts) : Formula;

/// <summary>One part holds; an empty one never.</summary>
internal sealed record Either(ImmutableArray<Formula> Parts) : Formula;

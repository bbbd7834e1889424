using System.Collections.Immutable;
using System.Text.Json;

namespace Baton.Core.Conditions;

/// <summary>A condition put as a person would say it: "not" stands with the comparison that it denies, and what is asked of one field is asked once.</summary>
internal static class Speech
{
    /// <summary>The same condition in simpler words.</summary>
    public static Condition Simplify(Condition condition, bool negated = false) => condition switch
    {
        Not { Part: var part } => Simplify(part, !negated),
        All { Parts: var parts } => Join(parts, negated, all: !negated),
        Any { Parts: var parts } => Join(parts, negated, all: negated),
        _ => negated ? new Not(condition) : condition,
    };

    /// <summary>A simplified condition in words.</summary>
    public static string Say(Condition condition) => condition switch
    {
        Comparison comparison => ComparisonWords.Say(comparison, negated: false),
        Not { Part: Comparison comparison } => ComparisonWords.Say(comparison, negated: true),
        All { Parts.IsEmpty: true } => "always",
        Any { Parts.IsEmpty: true } => "never",
        All { Parts: var parts } => string.Join(" and ", parts.Select(p => p is Any ? $"({Say(p)})" : Say(p))),
        Any { Parts: var parts } => string.Join(" or ", parts.Select(p => p is All ? $"({Say(p)})" : Say(p))),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "It is not simplified."),
    };

    private static Condition Join(ImmutableArray<Condition> parts, bool negated, bool all)
    {
        var simple = parts.Select(p => Simplify(p, negated)).SelectMany(p => p switch
        {
            All inner when all => inner.Parts.AsEnumerable(),
            Any inner when !all => inner.Parts,
            _ => [p],
        }).ToList();
        if (!all) Merge(simple);
        return simple is [var only] ? only : all ? new All([.. simple]) : new Any([.. simple]);
    }

    // One of several fields the same: plan is a, or plan is b, is plan is a or b.
    private static void Merge(List<Condition> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i] is not Comparison { Operator: Operator.Eq or Operator.In } first) continue;
            var same = parts.Skip(i + 1).OfType<Comparison>().Where(c => c.Operator is Operator.Eq or Operator.In && c.Field.Path == first.Field.Path).ToList();
            if (same.Count == 0) continue;
            parts[i] = new Comparison(first.Field, Operator.In, JsonSerializer.SerializeToElement(same.Prepend(first).SelectMany(Values)));
            parts.RemoveAll(p => same.Exists(s => ReferenceEquals(s, p)));
        }
    }

    private static IEnumerable<JsonElement> Values(Comparison comparison) => comparison.Operator == Operator.In ? comparison.Value.EnumerateArray() : [comparison.Value];
}

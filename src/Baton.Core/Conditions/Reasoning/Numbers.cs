using System.Text.Json;

namespace Baton.Core.Conditions.Reasoning;

/// <summary>Numbers: between two neighbouring constants every comparison has one answer, so a number of each stretch stands for all.</summary>
internal static class Numbers
{
    public static IEnumerable<FieldValue> StandingForAll(IReadOnlyList<Literal> literals)
    {
        var constants = new SortedSet<double>();
        foreach (var literal in literals) foreach (var constant in ConstantsOf(literal)) if (double.IsFinite(constant)) constants.Add(constant);
        var numbers = literals[0].Field.IsCount ? Counts(constants) : Reals(constants);
        return numbers.Select(FieldValue.Of);
    }

    /// <summary>Whether there is a constant too large to be reckoned with, so that nothing can be proved.</summary>
    public static bool AreBeyond(IReadOnlyList<Literal> literals) => literals.Any(l => ConstantsOf(l).Any(c => !double.IsFinite(c)));

    private static IEnumerable<double> Counts(SortedSet<double> constants)
    {
        var counts = new SortedSet<double> { 0, 1 };
        foreach (var constant in constants)
        {
            counts.UnionWith([Math.Floor(constant), Math.Floor(constant) + 1, Math.Ceiling(constant), Math.Ceiling(constant) - 1]);
        }

        return counts.Where(c => c >= 0);
    }

    private static IEnumerable<double> Reals(SortedSet<double> constants)
    {
        if (constants.Count == 0)
        {
            yield return 1;
            yield break;
        }

        foreach (var constant in constants) yield return constant;
        yield return constants.Max + Math.Max(1, Math.Abs(constants.Max) * 1e-9);
        yield return constants.Min - Math.Max(1, Math.Abs(constants.Min) * 1e-9);
        foreach (var (below, above) in constants.Zip(constants.Skip(1)))
        {
            if (Between(below, above) is { } between) yield return between;
        }
    }

    // Null when they are neighbours among the numbers there are.
    private static double? Between(double below, double above)
    {
        if (Math.Floor(below) + 1 < above) return Math.Floor(below) + 1;
        var middle = below + ((above - below) / 2);
        if (middle > below && middle < above) return middle;
        return Math.BitIncrement(below) < above ? Math.BitIncrement(below) : null;
    }

    private static IEnumerable<double> ConstantsOf(Literal literal)
    {
        var value = literal.Comparison.Value;
        if (FieldValue.Of(value).Number is { } number) return [number];
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(v => FieldValue.Of(v).Number).OfType<double>() : [];
    }
}

namespace Baton.Core.Conditions.Reasoning;

/// <summary>Whether one field can hold a value of which all literals are true.</summary>
/// <param name="Value">Such a value; null when none was found.</param>
/// <param name="Refuted">Whether it is certain that there is none.</param>
internal sealed record FieldAnswer(FieldValue? Value, bool Refuted)
{
    public static readonly FieldAnswer None = new(null, Refuted: true);
    public static readonly FieldAnswer Unknown = new(null, Refuted: false);
}

/// <summary>
/// Solves the literals of one field, sort of value by sort of value. A value is only ever taken when the real comparison accepts it,
/// and "there is none" only said when it is proved; between the two lies "unknown".
/// </summary>
internal static class FieldSolver
{
    /// <summary>Whether it is certain that the field can hold nothing that suits.</summary>
    public static bool Refutes(IReadOnlyList<Literal> literals, Sorts sorts)
    {
        foreach (var sort in Each(sorts)) if (!IsRefuted(literals, sort)) return false;
        return true;
    }

    /// <summary>A value that suits, real examples first; or that there is none; or neither.</summary>
    public static FieldAnswer Solve(IReadOnlyList<Literal> literals, Sorts sorts, IReadOnlyList<FieldValue> examples)
    {
        var field = literals[0].Field;
        foreach (var example in examples) if (Fits(example, sorts, field) && Suits(literals, example)) return new FieldAnswer(example, Refuted: false);
        var refuted = true;
        foreach (var sort in Each(sorts))
        {
            if (IsRefuted(literals, sort)) continue;
            refuted = false;
            foreach (var value in Candidates(literals, sort)) if (Suits(literals, value)) return new FieldAnswer(value, Refuted: false);
        }

        return refuted ? FieldAnswer.None : FieldAnswer.Unknown;
    }

    private static bool IsRefuted(IReadOnlyList<Literal> literals, Sorts sort)
    {
        switch (sort)
        {
            case Sorts.Text: return TextRefutation.Of(literals);
            case Sorts.Json: return ListRefutation.Of(literals);
            default: // of these, the candidates stand for every value there is
                foreach (var value in Candidates(literals, sort)) if (Suits(literals, value)) return false;
                return sort != Sorts.Number || !Numbers.AreBeyond(literals);
        }
    }

    private static IEnumerable<FieldValue> Candidates(IReadOnlyList<Literal> literals, Sorts sort) => sort switch
    {
        Sorts.Missing => [FieldValue.Missing],
        Sorts.Flag => [FieldValue.Of(true), FieldValue.Of(false)],
        Sorts.Number => Numbers.StandingForAll(literals),
        Sorts.Text => TextCandidates.Of(literals),
        _ => ListCandidates.Of(literals),
    };

    private static bool Suits(IReadOnlyList<Literal> literals, FieldValue value)
    {
        foreach (var literal in literals) if (!literal.Holds(value)) return false;
        return true;
    }

    private static bool Fits(FieldValue value, Sorts sorts, FieldInfo field)
    {
        var sort = !value.Exists ? Sorts.Missing : value.Text is not null ? Sorts.Text : value.Number is not null ? Sorts.Number : value.Flag is not null ? Sorts.Flag : Sorts.Json;
        return sorts.HasFlag(sort) && (field.Choices.IsEmpty || value.Text is { } text && field.Choices.Contains(text, StringComparer.Ordinal)) && field.Type != FieldType.Time;
    }

    // What people would expect first: that nothing is known of a free field, before something made up.
    private static IEnumerable<Sorts> Each(Sorts sorts)
    {
        if (sorts.HasFlag(Sorts.Missing)) yield return Sorts.Missing;
        if (sorts.HasFlag(Sorts.Flag)) yield return Sorts.Flag;
        if (sorts.HasFlag(Sorts.Number)) yield return Sorts.Number;
        if (sorts.HasFlag(Sorts.Text)) yield return Sorts.Text;
        if (sorts.HasFlag(Sorts.Json)) yield return Sorts.Json;
    }
}

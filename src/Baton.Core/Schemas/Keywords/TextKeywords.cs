using Baton.Core.Schemas.Patterns;

namespace Baton.Core.Schemas.Keywords;

/// <summary><c>minLength</c> and <c>maxLength</c>: characters, not UTF-16 units.</summary>
internal sealed class LengthKeyword(string name, long limit, bool least) : Assertion(name)
{
    protected override bool Holds(Datum value, Evaluation run)
    {
        if (value.Kind != DatumKind.Text) return true;
        run.Spend(value.Text.Length / 64);
        return least ? LengthOf(value) >= limit : LengthOf(value) <= limit;
    }

    protected override string Say(Datum value) => $"Must have at {(least ? "least" : "most")} {limit} character{(limit == 1 ? "" : "s")}, but has {LengthOf(value)}.";

    private static int LengthOf(Datum value)
    {
        var units = 0;
        foreach (var c in value.Text) if (char.IsLowSurrogate(c)) units++;
        return value.Text.Length - units;
    }
}

/// <summary><c>pattern</c>.</summary>
/// <param name="source">The pattern as it stands in the schema.</param>
/// <param name="pattern">The same, read.</param>
internal sealed class PatternKeyword(string source, EcmaPattern pattern) : Assertion("pattern")
{
    protected override bool Holds(Datum value, Evaluation run) => value.Kind != DatumKind.Text || Matches(pattern, value.Text, run);

    protected override string Say(Datum value) => $"Must match the pattern {source.Shorten()}, but is {value.Found()}.";

    /// <summary>Whether a text matches; linear in its length, and charged for it.</summary>
    public static bool Matches(EcmaPattern pattern, string text, Evaluation run)
    {
        run.Spend(pattern.StepsFor(text));
        return pattern.IsIn(text);
    }
}

/// <summary><c>format</c>, where it is asked for and not only said.</summary>
internal sealed class FormatKeyword(string format, Func<string, bool> isOne) : Assertion("format")
{
    private const int MaxLength = 4000;

    protected override bool Holds(Datum value, Evaluation run)
    {
        if (value.Kind != DatumKind.Text) return true;
        run.Spend(value.Text.Length / 8);
        return value.Text.Length <= MaxLength && isOne(value.Text);
    }

    protected override string Say(Datum value) => $"Must be written as {format}, but is {value.Found()}.";
}

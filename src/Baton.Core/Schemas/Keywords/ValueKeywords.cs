namespace Baton.Core.Schemas.Keywords;

/// <summary><c>type</c>.</summary>
internal sealed class TypeKeyword(IReadOnlyList<string> types) : Assertion("type")
{
    /// <summary>The names that <c>type</c> may have, and how each is said.</summary>
    public static readonly IReadOnlyDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["string"] = "a text (string)",
        ["number"] = "a number",
        ["integer"] = "a whole number",
        ["boolean"] = "true or false",
        ["object"] = "an object",
        ["array"] = "a list (array)",
        ["null"] = "null",
    };

    /// <summary>What may be there: <c>a number or null</c>.</summary>
    public IEnumerable<string> Wanted => types.Select(t => Words[t]);

    protected override bool Holds(Datum value, Evaluation run) => types.Any(type => type switch
    {
        "string" => value.Kind == DatumKind.Text,
        "number" => value.Kind == DatumKind.Number,
        "integer" => value.Kind == DatumKind.Number && value.Number.IsWhole,
        "boolean" => value.Kind == DatumKind.Boolean,
        "object" => value.Kind == DatumKind.Object,
        "array" => value.Kind == DatumKind.List,
        _ => value.Kind == DatumKind.Null,
    });

    protected override string Say(Datum value) => $"Must be {Wanted.ToList().Or()}, but is {value.Found()}.";
}

/// <summary><c>enum</c>.</summary>
internal sealed class EnumKeyword(IReadOnlyList<Datum> choices) : Assertion("enum")
{
    private const int ManyChoices = 20;

    private readonly HashSet<Datum> _choices = new(choices, SameValue.Comparer);

    protected override bool Holds(Datum value, Evaluation run)
    {
        run.Spend(value.Size);
        return _choices.Contains(value);
    }

    protected override string Say(Datum value)
    {
        var named = choices.Take(ManyChoices).Select(c => c.Json()).ToList();
        return $"Must be one of {named.Or()}{(choices.Count > ManyChoices ? $" (or {choices.Count - ManyChoices} others)" : "")}, but is {value.Found()}.";
    }
}

/// <summary><c>const</c>.</summary>
internal sealed class ConstKeyword(Datum wanted) : Assertion("const")
{
    protected override bool Holds(Datum value, Evaluation run)
    {
        run.Spend(value.Size);
        return wanted.SameAs(value);
    }

    protected override string Say(Datum value) => $"Must be {wanted.Json()}, but is {value.Found()}.";
}

/// <summary>Values that are worth the same.</summary>
internal sealed class SameValue : IEqualityComparer<Datum>
{
    public static SameValue Comparer { get; } = new();

    public bool Equals(Datum? x, Datum? y) => x is not null && y is not null && x.SameAs(y);

    public int GetHashCode(Datum obj) => obj.Hash();
}

using System.Collections.Frozen;
using Baton.Core.Policies.Linting;
using Baton.Core.Schemas.Keywords;
using Baton.Core.Schemas.Patterns;

namespace Baton.Core.Schemas.Reading;

/// <summary>Reads what one schema asks for, keyword by keyword.</summary>
internal sealed class KeywordReader
{
    private const int MaxPatterns = 500;

    private readonly SchemaReader _reader;
    private readonly bool _formatsCount;
    private readonly bool _refStandsAlone;
    private readonly Dictionary<string, EcmaPattern?> _patterns = new(StringComparer.Ordinal);

    public KeywordReader(SchemaReader reader, Datum document)
    {
        _reader = reader;
        _formatsCount = document.Find("$vocabulary")?.Find(Formats.Vocabulary) is { Kind: DatumKind.Boolean, Truth: true };
        _refStandsAlone = document.Find("$schema") is { Kind: DatumKind.Text } dialect && Dialects.IgnoresBesideRef(dialect.Text);
    }

    /// <summary>Reads all keywords of a schema that is an object.</summary>
    public void Read(Subschema schema)
    {
        var members = new SchemaMembers(schema.Source, _reader);
        CheckWords(schema.Source, members);
        var keywords = new List<Keyword?> { Ref(schema, members), DynamicRef(schema, members) };
        keywords.AddRange(Values(members));
        keywords.AddRange(Texts(members));
        keywords.AddRange(Lists(members));
        keywords.AddRange(Objects(members));
        keywords.AddRange(Combinations(members));
        if (members.Schema("unevaluatedItems") is { } items) keywords.Add(new UnevaluatedKeyword("unevaluatedItems", DatumKind.List, items));
        if (members.Schema("unevaluatedProperties") is { } properties) keywords.Add(new UnevaluatedKeyword("unevaluatedProperties", DatumKind.Object, properties));
        schema.Unevaluated = keywords.Exists(k => k is UnevaluatedKeyword);
        schema.Keywords = [.. keywords.OfType<Keyword>()];
    }

    private void CheckWords(Datum schema, SchemaMembers members)
    {
        foreach (var member in schema.Parts)
        {
            if (SchemaWords.WhyNot(member) is { } why) _reader.Wrong(member, why);
            else if (_refStandsAlone && schema.Find("$ref") is not null && !SchemaWords.IsRemark(member.Name)) _reader.Wrong(member, $"In the draft that this schema names, '{member.Name.Shorten()}' beside '$ref' counts for nothing. Put both under 'allOf'.");
        }

        if (members.Text("$schema") is { } dialect && Dialects.WhyNot(dialect) is { } not) _reader.Wrong(schema.Find("$schema")!, not);
        foreach (var name in new[] { "$id", "$anchor", "$dynamicAnchor", "$comment", "title", "description" }) members.Text(name);
        members.SchemaMap("$defs");
        members.SchemaMap("definitions");
    }

    private RefKeyword? Ref(Subschema schema, SchemaMembers members)
    {
        if (members.Text("$ref") is null) return null;
        var keyword = new RefKeyword();
        _reader.Refer(schema.Source.Find("$ref")!, target => keyword.Target = target);
        return keyword;
    }

    private DynamicRefKeyword? DynamicRef(Subschema schema, SchemaMembers members)
    {
        if (members.Text("$dynamicRef") is not { } reference) return null;
        var anchor = reference.Split('#', 2) is [_, var fragment] ? fragment : "";
        var keyword = new DynamicRefKeyword(anchor);
        _reader.Refer(schema.Source.Find("$dynamicRef")!, keyword.Bind);
        return keyword;
    }

    private static IEnumerable<Keyword?> Values(SchemaMembers members)
    {
        yield return members.Types() is { } types ? new TypeKeyword(types) : null;
        yield return members.Find("const") is { } only ? new ConstKeyword(only) : null;
        yield return members.List("enum") is { } choices ? new EnumKeyword(choices) : null;
        yield return members.Number("minimum") is { } least ? new LimitKeyword("minimum", least, "at least", order => order >= 0) : null;
        yield return members.Number("maximum") is { } most ? new LimitKeyword("maximum", most, "at most", order => order <= 0) : null;
        yield return members.Number("exclusiveMinimum") is { } above ? new LimitKeyword("exclusiveMinimum", above, "more than", order => order > 0) : null;
        yield return members.Number("exclusiveMaximum") is { } below ? new LimitKeyword("exclusiveMaximum", below, "less than", order => order < 0) : null;
        yield return members.Number("multipleOf", aboveZero: true) is { } divisor ? new MultipleOfKeyword(divisor) : null;
    }

    private IEnumerable<Keyword?> Texts(SchemaMembers members)
    {
        yield return members.Count("minLength") is { } least ? new LengthKeyword("minLength", least, least: true) : null;
        yield return members.Count("maxLength") is { } most ? new LengthKeyword("maxLength", most, least: false) : null;
        yield return members.Text("pattern") is { } pattern && Pattern(pattern, members.Find("pattern")!) is { } regex ? new PatternKeyword(pattern, regex) : null;
        yield return members.Text("format") is { } format && _formatsCount ? Format(format, members.Find("format")!) : null;
    }

    private static IEnumerable<Keyword?> Lists(SchemaMembers members)
    {
        var first = members.SchemaList("prefixItems") ?? [];
        var rest = members.Schema("items");
        yield return first.Count > 0 || rest is not null ? new ItemsKeyword(first, rest) : null;
        var (least, most) = (members.Count("minContains") ?? 1, members.Count("maxContains") ?? long.MaxValue);
        yield return members.Schema("contains") is { } wanted ? new ContainsKeyword(wanted, least, most) : null;
        yield return members.Count("minItems") is { } fewest ? new CountKeyword("minItems", DatumKind.List, fewest, least: true) : null;
        yield return members.Count("maxItems") is { } many ? new CountKeyword("maxItems", DatumKind.List, many, least: false) : null;
        yield return members.Flag("uniqueItems") ? new UniqueItemsKeyword() : null;
    }

    private IEnumerable<Keyword?> Objects(SchemaMembers members)
    {
        var named = members.SchemaMap("properties") ?? [];
        var patterned = new List<(EcmaPattern Pattern, Subschema Schema)>();
        foreach (var (pattern, form) in members.SchemaMap("patternProperties") ?? []) if (Pattern(pattern, form.Source) is { } regex) patterned.Add((regex, form));
        var others = members.Schema("additionalProperties");
        yield return members.Names("required") is { Count: > 0 } required ? new RequiredKeyword(required) : null;
        yield return named.Count > 0 || patterned.Count > 0 || others is not null ? new PropertiesKeyword(named.ToFrozenDictionary(n => n.Name, n => n.Schema, StringComparer.Ordinal), patterned, others) : null;
        yield return members.Schema("propertyNames") is { } names ? new PropertyNamesKeyword(names) : null;
        yield return members.Count("minProperties") is { } fewest ? new CountKeyword("minProperties", DatumKind.Object, fewest, least: true) : null;
        yield return members.Count("maxProperties") is { } most ? new CountKeyword("maxProperties", DatumKind.Object, most, least: false) : null;
        yield return members.NameLists("dependentRequired") is { Count: > 0 } needed ? new DependentRequiredKeyword(needed) : null;
        yield return members.SchemaMap("dependentSchemas") is { Count: > 0 } dependent ? new DependentSchemasKeyword(dependent) : null;
    }

    private static IEnumerable<Keyword?> Combinations(SchemaMembers members)
    {
        yield return members.SchemaList("allOf") is { Count: > 0 } all ? new AllOfKeyword(all) : null;
        yield return members.SchemaList("anyOf") is { Count: > 0 } any ? new AnyOfKeyword(any) : null;
        yield return members.SchemaList("oneOf") is { Count: > 0 } one ? new OneOfKeyword(one) : null;
        yield return members.Schema("not") is { } not ? new NotKeyword(not) : null;
        var (then, otherwise) = (members.Schema("then"), members.Schema("else"));
        yield return members.Schema("if") is { } condition ? new IfKeyword(condition, then, otherwise) : null;
    }

    private EcmaPattern? Pattern(string pattern, Datum place)
    {
        if (_patterns.TryGetValue(pattern, out var known)) return known;
        string? fault = "The schema has too many different patterns.";
        var regex = _patterns.Count >= MaxPatterns ? null : EcmaPattern.Read(pattern, out fault);
        if (fault is not null) _reader.Wrong(place, fault);
        return _patterns[pattern] = regex;
    }

    private FormatKeyword? Format(string format, Datum place)
    {
        if (Formats.Find(format) is { } isOne) return new FormatKeyword(format, isOne);
        var meant = format.Length <= 64 && Nearest.Of(format, Formats.Names) is { } near ? $" Did you mean '{near}'?" : "";
        _reader.Wrong(place, $"The format '{format.Shorten()}' cannot be checked.{meant} Known are {string.Join(", ", Formats.Names)}.");
        return null;
    }
}

using System.Collections.Frozen;
using Baton.Core.Policies;
using Baton.Core.Policies.Linting;
using Baton.Core.Schemas.Patterns;

namespace Baton.Core.Schemas.Keywords;

/// <summary><c>properties</c>, <c>patternProperties</c> and <c>additionalProperties</c>.</summary>
internal sealed class PropertiesKeyword(FrozenDictionary<string, Subschema> named, IReadOnlyList<(EcmaPattern Pattern, Subschema Schema)> patterned, Subschema? others) : Keyword
{
    private const int ManyNames = 100;

    public override bool Check(in Visit visit)
    {
        if (visit.Value.Kind != DatumKind.Object) return true;
        var keeps = true;
        foreach (var member in visit.Value.Parts)
        {
            keeps &= CheckMember(visit, member);
            if (!keeps && visit.Enough) return false;
        }

        return keeps;
    }

    private bool CheckMember(in Visit visit, Datum member)
    {
        var (keeps, seen) = (true, false);
        if (named.TryGetValue(member.Name, out var schema))
        {
            seen = true;
            keeps &= visit.Part(schema, member);
        }

        foreach (var (pattern, form) in patterned)
        {
            if (!PatternKeyword.Matches(pattern, member.Name, visit.Run)) continue;
            seen = true;
            keeps &= visit.Part(form, member);
        }

        if (!seen && others is not null)
        {
            seen = true;
            keeps &= others.Always == false ? visit.FailAt(member.Pointer, "additionalProperties", Stray(visit, member.Name)) : visit.Part(others, member);
        }

        if (seen) visit.Marks?.See(member.Position);
        return keeps;
    }

    private string Stray(in Visit visit, string name)
    {
        if (visit.Faults is null) return "";
        var allowed = named.Count == 0 ? "none may be there" : $"allowed {(named.Count == 1 ? "is" : "are")} {Speaking.Names(named.Keys.Order(StringComparer.Ordinal))}";
        var meant = named.Count <= ManyNames && name.Length <= ManyNames ? Nearest.Of(name, named.Keys) : null;
        return $"'{name.Shorten()}' is not allowed here{(meant is null ? $"; {allowed}" : $"; did you mean '{meant.Shorten()}'?")}.".Replace("?.", "?", StringComparison.Ordinal);
    }
}

/// <summary><c>required</c>.</summary>
internal sealed class RequiredKeyword(IReadOnlyList<string> names) : Keyword
{
    public override bool Check(in Visit visit)
    {
        if (visit.Value.Kind != DatumKind.Object) return true;
        visit.Run.Spend(names.Count / 4);
        var keeps = true;
        foreach (var name in names)
        {
            if (visit.Value.Find(name) is not null) continue;
            keeps = visit.FailAt(Fault.To(visit.Value.Pointer, name), "required", $"'{name.Shorten()}' is missing.");
            if (visit.Enough) break;
        }

        return keeps;
    }
}

/// <summary><c>dependentRequired</c>.</summary>
internal sealed class DependentRequiredKeyword(IReadOnlyList<(string Name, IReadOnlyList<string> Needed)> rules) : Keyword
{
    public override bool Check(in Visit visit)
    {
        if (visit.Value.Kind != DatumKind.Object) return true;
        var keeps = true;
        foreach (var (name, needed) in rules)
        {
            visit.Run.Spend(1 + needed.Count / 4);
            if (visit.Value.Find(name) is null) continue;
            foreach (var other in needed)
            {
                if (visit.Value.Find(other) is not null) continue;
                keeps = visit.FailAt(Fault.To(visit.Value.Pointer, other), "dependentRequired", $"'{other.Shorten()}' is missing, which must be there when '{name.Shorten()}' is.");
                if (visit.Enough) return false;
            }
        }

        return keeps;
    }
}

/// <summary><c>dependentSchemas</c>.</summary>
internal sealed class DependentSchemasKeyword(IReadOnlyList<(string Name, Subschema Schema)> rules) : Keyword
{
    public override IEnumerable<Subschema> InPlace => rules.Select(r => r.Schema);

    public override bool Check(in Visit visit)
    {
        if (visit.Value.Kind != DatumKind.Object) return true;
        visit.Run.Spend(rules.Count / 4);
        var keeps = true;
        foreach (var (name, schema) in rules)
        {
            if (visit.Value.Find(name) is null) continue;
            keeps &= schema.Always == false ? visit.FailAt(Fault.To(visit.Value.Pointer, name), "dependentSchemas", $"'{name.Shorten()}' must not be there.") : visit.Here(schema);
            if (!keeps && visit.Enough) return false;
        }

        return keeps;
    }
}

/// <summary><c>propertyNames</c>.</summary>
internal sealed class PropertyNamesKeyword(Subschema form) : Keyword
{
    public override bool Check(in Visit visit)
    {
        if (visit.Value.Kind != DatumKind.Object) return true;
        var keeps = true;
        foreach (var member in visit.Value.Parts)
        {
            var name = Datum.NameOf(member);
            if (visit.TryPart(form, name)) continue;
            keeps = false;
            if (visit.Enough) return false;
            visit.FailAt(member.Pointer, "propertyNames", $"A member must not have the name '{member.Name.Shorten()}'. The name: {string.Join(' ', visit.FaultsOf(form, name).All.Select(f => f.Sentence))}");
        }

        return keeps;
    }
}

using System.Globalization;

namespace Baton.Core.Schemas.Keywords;

/// <summary><c>prefixItems</c> and <c>items</c>.</summary>
internal sealed class ItemsKeyword(IReadOnlyList<Subschema> first, Subschema? rest) : Keyword
{
    public override bool Check(in Visit visit)
    {
        if (visit.Value.Kind != DatumKind.List) return true;
        var keeps = true;
        foreach (var item in visit.Value.Parts)
        {
            var schema = item.Position < first.Count ? first[item.Position] : rest;
            if (schema is null) break;
            visit.Marks?.See(item.Position);
            keeps &= ReferenceEquals(schema, rest) && schema.Always == false
                ? visit.FailAt(item.Pointer, "items", first.Count == 0 ? "Must not be there: the list must be empty." : $"Must not be there: the list may have {first.Count} item{(first.Count == 1 ? "" : "s")} at most.")
                : visit.Part(schema, item);
            if (!keeps && visit.Enough) return false;
        }

        return keeps;
    }
}

/// <summary><c>contains</c> with <c>minContains</c> and <c>maxContains</c>.</summary>
internal sealed class ContainsKeyword(Subschema wanted, long least, long most) : Keyword
{
    public override bool Check(in Visit visit)
    {
        if (visit.Value.Kind != DatumKind.List) return true;
        long count = 0;
        foreach (var item in visit.Value.Parts)
        {
            if (!visit.TryPart(wanted, item)) continue;
            visit.Marks?.See(item.Position);
            count++;
            if (visit.Marks is null && count > most) break;
        }

        if (count < least)
        {
            var form = wanted.Always is null ? $"like {wanted.Source.Json()}" : "of any kind";
            return visit.Fail(least == 1 ? "contains" : "minContains", string.Create(CultureInfo.InvariantCulture, $"Must contain at least {least} item{(least == 1 ? "" : "s")} {form}, but has {count} of them among its {visit.Value.Parts.Length}."));
        }

        return count <= most || visit.Fail("maxContains", string.Create(CultureInfo.InvariantCulture, $"May contain at most {most} item{(most == 1 ? "" : "s")} like {wanted.Source.Json()}, but has more."));
    }
}

/// <summary><c>uniqueItems</c>.</summary>
internal sealed class UniqueItemsKeyword() : Assertion("uniqueItems")
{
    protected override bool Holds(Datum value, Evaluation run)
    {
        if (value.Kind != DatumKind.List) return true;
        run.Spend(value.Size);
        return value.Parts.Length < 2 || Twice(value) is null;
    }

    protected override string Say(Datum value)
    {
        var (one, other) = Twice(value)!.Value;
        return $"Must have no item twice, but items {one.Position} and {other.Position} are both {other.Found()} (counted from 0).";
    }

    private static (Datum One, Datum Other)? Twice(Datum list)
    {
        var known = new HashSet<Datum>(SameValue.Comparer);
        foreach (var item in list.Parts)
        {
            if (known.TryGetValue(item, out var twin)) return (twin, item);
            known.Add(item);
        }

        return null;
    }
}

/// <summary><c>minItems</c>, <c>maxItems</c>, <c>minProperties</c> and <c>maxProperties</c>.</summary>
internal sealed class CountKeyword(string name, DatumKind kind, long limit, bool least) : Assertion(name)
{
    protected override bool Holds(Datum value, Evaluation run) => value.Kind != kind || (least ? value.Parts.Length >= limit : value.Parts.Length <= limit);

    protected override string Say(Datum value) => $"Must have at {(least ? "least" : "most")} {limit} {(kind == DatumKind.List ? "item" : "member")}{(limit == 1 ? "" : "s")}, but has {value.Parts.Length}.";
}

/// <summary><c>unevaluatedItems</c> and <c>unevaluatedProperties</c>: what may be in the parts that nothing else in the schema looked at. The last keyword of its schema.</summary>
internal sealed class UnevaluatedKeyword(string name, DatumKind kind, Subschema rest) : Keyword
{
    public override bool Check(in Visit visit)
    {
        if (visit.Value.Kind != kind) return true;
        var keeps = true;
        foreach (var part in visit.Value.Parts)
        {
            if (visit.Marks![part.Position]) continue;
            visit.Marks.See(part.Position);
            keeps &= rest.Always == false ? visit.FailAt(part.Pointer, name, $"'{part.Name.Shorten()}' is not allowed here: nothing in the schema speaks of it.") : visit.Part(rest, part);
            if (!keeps && visit.Enough) return false;
        }

        return keeps;
    }
}

using Baton.Core.Policies.Linting;
using Baton.Core.Schemas.Keywords;

namespace Baton.Core.Schemas.Reading;

/// <summary>The members of one schema, asked for by name; what is not of the kind that its keyword wants is noted as wrong.</summary>
internal sealed class SchemaMembers(Datum schema, SchemaReader reader)
{
    public Datum? Find(string name) => schema.Find(name);

    public string? Text(string name) => Find(name, d => d.Kind == DatumKind.Text, "a text")?.Text;

    public bool Flag(string name) => Find(name, d => d.Kind == DatumKind.Boolean, "true or false")?.Truth ?? false;

    public Datum? Number(string name, bool aboveZero = false) =>
        Find(name, d => d.Kind == DatumKind.Number && (!aboveZero || d.Number.Against(JsonNumber.Zero) > 0), aboveZero ? "a number above zero" : "a number");

    public long? Count(string name) => Find(name, d => d.Kind == DatumKind.Number && d.Number.ToCount() is not null, "a whole number of 0 or more")?.Number.ToCount();

    public IReadOnlyList<Datum>? List(string name) => Find(name, d => d.Kind == DatumKind.List, "a list")?.Parts;

    public IReadOnlyList<string>? Names(string name) => Find(name, AreNames, "a list of names")?.Parts.Select(n => n.Text).Distinct().ToList();

    public IReadOnlyList<(string Name, IReadOnlyList<string> Needed)>? NameLists(string name) =>
        Find(name, d => d.Kind == DatumKind.Object && Array.TrueForAll(d.Parts, AreNames), "an object whose members are lists of names")?.Parts
            .Select(p => (p.Name, (IReadOnlyList<string>)[.. p.Parts.Select(n => n.Text).Distinct()])).ToList();

    public Subschema? Schema(string name) => Find(name) is { } place ? reader.Schema(place) : null;

    public IReadOnlyList<Subschema>? SchemaList(string name) => Find(name, d => d.Kind == DatumKind.List && d.Parts.Length > 0, "a list of at least one schema")?.Parts.Select(reader.Schema).ToList();

    public IReadOnlyList<(string Name, Subschema Schema)>? SchemaMap(string name) => Find(name, d => d.Kind == DatumKind.Object, "an object whose members are schemas")?.Parts.Select(p => (p.Name, reader.Schema(p))).ToList();

    public IReadOnlyList<string>? Types()
    {
        if (Find("type", d => d.Kind == DatumKind.Text || (d.Kind == DatumKind.List && d.Parts.Length > 0 && Array.TrueForAll(d.Parts, p => p.Kind == DatumKind.Text)), "the name of a type or a list of such names") is not { } given) return null;
        var places = given.Kind == DatumKind.Text ? [given] : given.Parts;
        foreach (var place in places.Where(p => !TypeKeyword.Words.ContainsKey(p.Text)))
        {
            var meant = place.Text.Length <= 64 ? Nearest.Of(place.Text, TypeKeyword.Words.Keys) : null;
            reader.Wrong(place, $"{place.Json()} is no type. {(meant is null ? $"Use {TypeKeyword.Words.Keys.ToList().Or()}" : $"Did you mean \"{meant}\"")}{(meant is null ? "." : "?")}");
        }

        return [.. places.Select(p => p.Text).Where(TypeKeyword.Words.ContainsKey).Distinct()];
    }

    private static bool AreNames(Datum list) => list.Kind == DatumKind.List && Array.TrueForAll(list.Parts, p => p.Kind == DatumKind.Text);

    private Datum? Find(string name, Func<Datum, bool> fits, string wanted)
    {
        if (Find(name) is not { } given || fits(given)) return Find(name);
        reader.Wrong(given, $"'{name}' must be {wanted}, but is {given.Found()}.");
        return null;
    }
}

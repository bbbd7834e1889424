using System.Text.Json;
using Baton.Core.Policies;
using Baton.Core.Schemas.Keywords;

namespace Baton.Core.Schemas.Reading;

/// <summary>Reads one schema document: every schema in it once, then what their references refer to, then whether holding a value against it comes to an end.</summary>
internal sealed class SchemaReader
{
    /// <summary>How many values a schema document may consist of.</summary>
    public const int MaxValues = 20_000;

    private const int MaxFaults = 50;

    private readonly ICollection<Fault> _faults;
    private readonly string _pointer;
    private readonly SchemaAddresses _addresses;
    private readonly Dictionary<Datum, Subschema> _schemas = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<(Datum Reference, Action<Subschema> Found)> _references = [];
    private KeywordReader _keywords = null!;
    private int _count;

    public SchemaReader(ICollection<Fault> faults, string pointer)
    {
        (_faults, _pointer) = (faults, pointer);
        _addresses = new SchemaAddresses(Wrong);
    }

    /// <summary>Reads the document; null when it cannot be used.</summary>
    public JsonSchema? Read(JsonElement json)
    {
        var reader = new DatumReader(MaxValues);
        if (reader.Read(json) is not { } document)
        {
            foreach (var (pointer, sentence) in reader.Faults) _faults.Add(new Fault(_pointer + pointer, "This part of the schema cannot be read. " + sentence));
            return null;
        }

        _keywords = new KeywordReader(this, document);
        _addresses.Add(document);
        var root = Schema(document);
        Link();
        if (_count == 0) InPlaceLoops.Find(_schemas.Values, Wrong);
        return _count == 0 ? new JsonSchema(root) : null;
    }

    /// <summary>The schema that stands at a place.</summary>
    public Subschema Schema(Datum place)
    {
        if (_schemas.TryGetValue(place, out var known)) return known;
        var schema = _schemas[place] = new Subschema(place, _addresses.ResourceOf(place));
        if (place.Kind is not (DatumKind.Object or DatumKind.Boolean)) Wrong(place, $"A schema is an object, true or false, but this is {place.Found()}.");
        if (place.Kind != DatumKind.Object) return schema;
        if (place.Find("$dynamicAnchor") is { Kind: DatumKind.Text } anchor) schema.Resource.DynamicAnchors[anchor.Text] = schema;
        _keywords.Read(schema);
        foreach (var part in SchemaWords.SchemasIn(place)) Schema(part);
        return schema;
    }

    /// <summary>Notes a reference, which is followed once everything is read.</summary>
    public void Refer(Datum reference, Action<Subschema> found) => _references.Enqueue((reference, found));

    /// <summary>Notes what is wrong at a place.</summary>
    public void Wrong(Datum place, string detail)
    {
        if (++_count <= MaxFaults) _faults.Add(new Fault(_pointer + place.Pointer, detail));
    }

    // What a reference refers to is read when it is not yet, and may refer to more.
    private void Link()
    {
        while (_references.TryDequeue(out var next))
        {
            if (_addresses.Find(next.Reference) is { } place) next.Found(Schema(place));
            else Wrong(next.Reference, $"{next.Reference.Json()} refers to nothing in this document. Baton fetches no schemas: put it under '$defs' and refer to it there.");
        }

        if (_count > 0) return;
        var resources = _schemas.Values.Select(s => s.Resource).Distinct().ToList();
        foreach (var keyword in _schemas.Values.SelectMany(s => s.Keywords).OfType<DynamicRefKeyword>()) keyword.Among(resources);
    }
}

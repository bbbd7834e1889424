using System.Globalization;

namespace Baton.Core.Schemas.Reading;

/// <summary>Knows the schema documents at hand, the addresses and names in them, and finds what a reference refers to. Nothing is ever fetched.</summary>
/// <param name="wrong">Takes what is wrong at a place.</param>
internal sealed class SchemaAddresses(Action<Datum, string> wrong)
{
    // A schema without an address has this one, to which nothing outside can refer.
    private static readonly Uri Nameless = new("schema:///");

    private readonly Dictionary<string, SchemaResource> _byAddress = new(StringComparer.Ordinal);
    private readonly Dictionary<Datum, SchemaResource> _byRoot = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Datum> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>Takes in a whole document.</summary>
    public void Add(Datum root)
    {
        Enter(root, Nameless);
        Learn(root);
    }

    /// <summary>The document, or part with an address, that a place belongs to.</summary>
    public SchemaResource ResourceOf(Datum place)
    {
        for (var at = place; ; at = at.Parent!) if (_byRoot.TryGetValue(at, out var resource)) return resource;
    }

    /// <summary>What a reference at a place refers to; null when that is nothing at hand.</summary>
    public Datum? Find(Datum reference)
    {
        var parts = reference.Text.Split('#', 2);
        var resource = ResourceOf(reference);
        if (parts[0].Length > 0)
        {
            if (!Uri.TryCreate(resource.Address, parts[0], out var address)) return null;
            if (!_byAddress.TryGetValue(address.AbsoluteUri, out resource))
            {
                if (MetaSchemas.Find(address.AbsoluteUri) is not { } meta) return null;
                Add(meta);
                resource = _byAddress[address.AbsoluteUri];
            }
        }

        var fragment = parts.Length < 2 ? "" : Uri.UnescapeDataString(parts[1]);
        var found = fragment.Length == 0 ? resource.Root : fragment[0] == '/' ? Follow(resource.Root, fragment) : resource.Anchors.GetValueOrDefault(fragment);
        if (found is not null) Learn(found);
        return found;
    }

    private static Datum? Follow(Datum root, string pointer)
    {
        var at = root;
        foreach (var step in pointer[1..].Split('/'))
        {
            var name = step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            at = at.Kind == DatumKind.List
                ? int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position < at.Parts.Length ? at.Parts[position] : null
                : at.Find(name);
            if (at is null) return null;
        }

        return at;
    }

    // The addresses and names of a schema and of those in it.
    private void Learn(Datum schema)
    {
        if (schema.Kind != DatumKind.Object || !_known.Add(schema)) return;
        if (schema.Parent is not null && schema.Find("$id") is { Kind: DatumKind.Text }) Enter(schema, ResourceOf(schema).Address);
        Name(schema, "$anchor");
        Name(schema, "$dynamicAnchor");
        foreach (var part in SchemaWords.SchemasIn(schema)) Learn(part);
    }

    private void Enter(Datum root, Uri outer)
    {
        var address = outer;
        if (root.Find("$id") is { Kind: DatumKind.Text } id)
        {
            if (id.Text.TrimEnd('#').Contains('#', StringComparison.Ordinal)) wrong(id, "An '$id' has no fragment. Use '$anchor' to name a place.");
            else if (Uri.TryCreate(outer, id.Text.TrimEnd('#'), out var own)) address = own;
            else wrong(id, $"{id.Json()} is no address.");
        }

        var resource = new SchemaResource(address, root);
        _byRoot[root] = resource;
        if (!_byAddress.TryAdd(address.AbsoluteUri, resource)) wrong(root, $"Another schema in this document has the '$id' {address.AbsoluteUri.Shorten()} as well.");
    }

    private void Name(Datum schema, string keyword)
    {
        if (schema.Find(keyword) is not { Kind: DatumKind.Text } anchor) return;
        if (anchor.Text.Length == 0 || !(char.IsAsciiLetter(anchor.Text[0]) || anchor.Text[0] == '_') || !anchor.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            wrong(anchor, $"'{keyword}' must begin with a letter and have letters, digits, '-', '_' and '.' only.");
        else if (!ResourceOf(schema).Anchors.TryAdd(anchor.Text, schema))
            wrong(anchor, $"Another place has the name {anchor.Json()} as well.");
    }
}

namespace Baton.Core.Schemas.Reading;

/// <summary>
/// Finds schemas that lead back to themselves without going into the value, so that holding a value against them would never end: <c>{ "$ref": "#" }</c>.
/// To lead back by way of a property or an item is fine, since values end.
/// </summary>
internal static class InPlaceLoops
{
    private const int MaxChain = 64;

    public static void Find(IEnumerable<Subschema> schemas, Action<Datum, string> wrong)
    {
        var open = new HashSet<Subschema>();
        var done = new HashSet<Subschema>();
        foreach (var schema in schemas) if (!Ends(schema, open, done, wrong)) return;
    }

    private static bool Ends(Subschema schema, HashSet<Subschema> open, HashSet<Subschema> done, Action<Datum, string> wrong)
    {
        if (done.Contains(schema)) return true;
        if (!open.Add(schema))
        {
            wrong(schema.Source, "This schema leads back to itself without going into a property or an item, so that no value could ever be held against it.");
            return false;
        }

        if (open.Count > MaxChain)
        {
            wrong(schema.Source, $"More than {MaxChain} schemas lead to this one, each by '$ref', 'allOf' or the like. Make the chain shorter.");
            return false;
        }

        foreach (var next in schema.Keywords.SelectMany(k => k.InPlace)) if (!Ends(next, open, done, wrong)) return false;
        open.Remove(schema);
        done.Add(schema);
        return true;
    }
}

using System.Collections.Frozen;

namespace Baton.Core.Schemas.Reading;

/// <summary>The keywords of JSON Schema: where other schemas stand in one, and what older drafts meant by words that are no longer there.</summary>
internal static class SchemaWords
{
    private static readonly FrozenSet<string> WithSchema = FrozenSet.Create("additionalProperties", "propertyNames", "items", "contains", "not", "if", "then", "else", "unevaluatedItems", "unevaluatedProperties", "contentSchema");
    private static readonly FrozenSet<string> WithSchemaList = FrozenSet.Create("allOf", "anyOf", "oneOf", "prefixItems");
    private static readonly FrozenSet<string> WithSchemaMap = FrozenSet.Create("properties", "patternProperties", "dependentSchemas", "$defs", "definitions");

    private static readonly FrozenDictionary<string, string> Former = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["additionalItems"] = "'additionalItems' is of an older draft. In 2020-12 write the first items as 'prefixItems' and the others as 'items'.",
        ["dependencies"] = "'dependencies' is of an older draft. In 2020-12 use 'dependentRequired' or 'dependentSchemas'.",
        ["$recursiveRef"] = "'$recursiveRef' is of an older draft. In 2020-12 use '$dynamicRef'.",
        ["$recursiveAnchor"] = "'$recursiveAnchor' is of an older draft. In 2020-12 use '$dynamicAnchor'.",
        ["nullable"] = "'nullable' is OpenAPI's, not JSON Schema's. Add \"null\" to 'type' instead.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Words that say something about a schema and ask for nothing.</summary>
    private static readonly FrozenSet<string> Remarks = FrozenSet.Create("$schema", "$id", "$comment", "$defs", "definitions", "$ref", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly");

    /// <summary>The schemas that stand directly in a schema, by the standard's keywords.</summary>
    public static IEnumerable<Datum> SchemasIn(Datum schema)
    {
        foreach (var member in schema.Parts)
        {
            if (WithSchema.Contains(member.Name)) yield return member;
            if (!(WithSchemaList.Contains(member.Name) && member.Kind == DatumKind.List) && !(WithSchemaMap.Contains(member.Name) && member.Kind == DatumKind.Object)) continue;
            foreach (var part in member.Parts) yield return part;
        }
    }

    /// <summary>Why a word cannot be used, when to pass it over would change what the schema means.</summary>
    public static string? WhyNot(Datum member) => member.Name == "nullable" && member is { Kind: DatumKind.Boolean, Truth: false } ? null : Former.GetValueOrDefault(member.Name);

    /// <summary>Whether the word asks for nothing.</summary>
    public static bool IsRemark(string name) => Remarks.Contains(name);
}

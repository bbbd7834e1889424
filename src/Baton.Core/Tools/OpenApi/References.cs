using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Core.Tools.OpenApi;

/// <summary>
/// Follows references inside a document, and writes schemas that stand by themselves: references are put in place, what only describes is left out, and what OpenAPI 3.0
/// says its own way becomes JSON Schema.
/// </summary>
internal sealed class References(JsonElement document, bool isOld)
{
    private const int MostHops = 20;
    private const int MostDepth = 24;
    private const int MostMembers = 5_000;

    private static readonly HashSet<string> Descriptive = new(StringComparer.Ordinal) { "xml", "externalDocs", "discriminator", "example", "examples", "nullable", "readOnly", "writeOnly", "deprecated", "title", "$schema", "$id", "$comment", "$anchor", "$dynamicAnchor" };

    private static readonly HashSet<string> MapsOfSchemas = new(StringComparer.Ordinal) { "properties", "patternProperties", "$defs", "dependentSchemas" };

    private int _members;

    /// <summary>The value that a reference leads to; undefined when it leads nowhere in the document.</summary>
    public JsonElement Resolve(JsonElement value)
    {
        for (var hops = 0; value.Text("$ref") is { } target; hops++)
        {
            if (hops == MostHops || !target.StartsWith("#/", StringComparison.Ordinal)) return default;
            value = document;
            foreach (var part in target[2..].Split('/'))
            {
                var name = Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
                if (value.Member(name) is not { } next) return default;
                value = next;
            }
        }

        return value;
    }

    /// <summary>The schema by itself; null when it is too large, or refers to what is not in the document.</summary>
    public JsonElement? Schema(JsonElement schema)
    {
        _members = 0;
        try
        {
            return Payload.Of(json =>
            {
                json.WritePropertyName("schema");
                Write(json, schema, []);
            }).GetProperty("schema");
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private void Write(Utf8JsonWriter json, JsonElement schema, List<string> within)
    {
        if (within.Count > MostDepth || ++_members > MostMembers) throw new InvalidDataException();
        if (schema.Text("$ref") is { } target)
        {
            // A schema that holds itself: inside, anything goes.
            if (within.Contains(target, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteEndObject();
                return;
            }

            var found = Resolve(schema);
            if (found.ValueKind == JsonValueKind.Undefined) throw new InvalidDataException();
            Write(json, found, [.. within, target]);
            return;
        }

        if (schema.ValueKind != JsonValueKind.Object)
        {
            if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False) schema.WriteTo(json);
            else throw new InvalidDataException();
            return;
        }

        json.WriteStartObject();
        foreach (var member in schema.EnumerateObject()) Member(json, schema, member, within);
        json.WriteEndObject();
    }

    private void Member(Utf8JsonWriter json, JsonElement schema, JsonProperty member, List<string> within)
    {
        var (name, value) = (member.Name, member.Value);
        if (Descriptive.Contains(name) || name.StartsWith("x-", StringComparison.Ordinal)) return;
        if (isOld && OldMember(json, schema, name, value)) return;
        if (!MapsOfSchemas.Contains(name) && ++_members > MostMembers) throw new InvalidDataException();
        json.WritePropertyName(name);
        if (MapsOfSchemas.Contains(name) && value.ValueKind == JsonValueKind.Object)
        {
            json.WriteStartObject();
            foreach (var one in value.EnumerateObject())
            {
                json.WritePropertyName(one.Name);
                Write(json, one.Value, [.. within, ""]);
            }

            json.WriteEndObject();
        }
        else if (name is "allOf" or "anyOf" or "oneOf" or "prefixItems" && value.ValueKind == JsonValueKind.Array)
        {
            json.WriteStartArray();
            foreach (var one in value.EnumerateArray()) Write(json, one, [.. within, ""]);
            json.WriteEndArray();
        }
        else if (name is "items" or "not" or "additionalProperties" or "contains" or "propertyNames" or "if" or "then" or "else" or "unevaluatedProperties" or "unevaluatedItems")
        {
            Write(json, value, [.. within, ""]);
        }
        else
        {
            value.WriteTo(json);
        }
    }

    // In 3.0 a value that may be null says so beside its type, and an exclusive bound beside the bound.
    private static bool OldMember(Utf8JsonWriter json, JsonElement schema, string name, JsonElement value)
    {
        switch (name)
        {
            case "type" when schema.Flag("nullable") == true && value.ValueKind == JsonValueKind.String:
                json.WriteStartArray("type");
                value.WriteTo(json);
                json.WriteStringValue("null");
                json.WriteEndArray();
                return true;
            case "enum" when schema.Flag("nullable") == true && value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind != JsonValueKind.Null):
                json.WriteStartArray("enum");
                foreach (var one in value.EnumerateArray()) one.WriteTo(json);
                json.WriteNullValue();
                json.WriteEndArray();
                return true;
            case "minimum" or "maximum" when schema.Flag(Exclusive(name)) == true:
                json.WritePropertyName(Exclusive(name));
                value.WriteTo(json);
                return true;
            case "exclusiveMinimum" or "exclusiveMaximum" when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                return true;
            default:
                return false;
        }
    }

    private static string Exclusive(string bound) => bound == "minimum" ? "exclusiveMinimum" : "exclusiveMaximum";
}

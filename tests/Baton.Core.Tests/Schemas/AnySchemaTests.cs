using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Policies;
using Baton.Core.Schemas;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Core.Tests.Schemas;

/// <summary>What holds for any schema and any value, sensible or not.</summary>
public sealed class AnySchemaTests
{
    private static readonly string[] Names = ["a", "b", "~/", "", "$ref", "type"];
    private static readonly string[] Texts = ["", "a", "ab", "😀", "#", "#/$defs/a", "string", "object", "^a", "[", "\\p{L}+", "date-time", "https://json-schema.org/draft/2020-12/schema"];
    private static readonly string[] Numbers = ["0", "-1", "1", "2.0", "1e2", "0.1", "1e-7", "123456789012345678901234567890", "1e400"];

    private static readonly string[] Keywords =
    [
        "type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "format", "items", "prefixItems", "contains", "minContains", "maxContains",
        "minItems", "maxItems", "uniqueItems", "properties", "patternProperties", "additionalProperties", "propertyNames", "required", "minProperties", "maxProperties", "dependentRequired", "dependentSchemas",
        "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "unevaluatedItems", "unevaluatedProperties", "$ref", "$dynamicRef", "$defs", "$id", "$anchor", "$dynamicAnchor", "$schema", "$vocabulary", "title", "unknown",
    ];

    [Fact]
    public void Reading_any_document_as_a_schema_and_holding_any_value_against_it_never_throws() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var document = Element(Schema(random, 4, isMad: true));
        var faults = new List<Fault>();
        var schema = JsonSchema.Read(document, faults);
        Assert.Equal(schema is null, faults.Count > 0);
        foreach (var fault in schema?.Validate(Element(Value(random, 4))) ?? []) Assert.NotEqual("", fault.Sentence);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_schema_says_the_same_however_it_is_wrapped() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var inner = Schema(random, 3, isMad: false);
        if (JsonSchema.Read(Element(inner), new List<Fault>()) is not { } schema) return;
        var value = Element(Value(random, 3));
        var keeps = schema.Validate(value).Count == 0;
        foreach (var (wrapped, isSame) in new (JsonObject, bool)[]
        {
            (new() { ["allOf"] = new JsonArray(inner.DeepClone()) }, true),
            (new() { ["anyOf"] = new JsonArray(inner.DeepClone()), ["unevaluatedProperties"] = true }, true),
            (new() { ["oneOf"] = new JsonArray(false, inner.DeepClone()) }, true),
            (new() { ["not"] = inner.DeepClone() }, false),
            (new() { ["if"] = inner.DeepClone(), ["else"] = false }, true),
            (new() { ["$ref"] = "#/$defs/it", ["$defs"] = new JsonObject { ["it"] = inner.DeepClone() } }, true),
        })
        {
            var faults = new List<Fault>();
            var around = JsonSchema.Read(Element(wrapped), faults);
            Assert.True(around is not null, string.Join(' ', faults));
            Assert.True(keeps == isSame == (around.Validate(value).Count == 0), $"{wrapped.ToJsonString()} on {value}");
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_value_is_the_same_as_itself_with_its_members_in_another_order_and_its_numbers_written_otherwise() => Prop.ForAll<int>(seed =>
    {
        var value = Value(new Random(seed), 4);
        var schema = JsonSchema.Read(Element(new JsonObject { ["const"] = value?.DeepClone() }), new List<Fault>())!;

        Assert.Empty(schema.Validate(Element(Turned(value))));
    }).QuickCheckThrowOnFailure();

    private static JsonNode? Turned(JsonNode? value) => value switch
    {
        JsonObject members => new JsonObject(members.Reverse().Select(m => KeyValuePair.Create(m.Key, Turned(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Turned)]),
        JsonValue number when number.GetValueKind() == JsonValueKind.Number && !number.ToJsonString().Contains('e', StringComparison.Ordinal) => JsonNode.Parse(number.ToJsonString() + "e0"),
        _ => value?.DeepClone(),
    };

    private static JsonElement Element(JsonNode? node) => JsonElement.Parse(node?.ToJsonString() ?? "null");

    // References only where nothing is wrapped, since wrapping moves what they refer to.
    private static JsonNode Schema(Random random, int depth, bool isMad)
    {
        if (depth == 0 || random.Next(8) == 0) return random.Next(2) == 0;
        JsonNode schema = new JsonObject();
        for (var i = random.Next(5); i > 0; i--)
        {
            var keyword = Pick(random, isMad ? Keywords : [.. Keywords.Where(k => !k.StartsWith('$'))]);
            schema[keyword] = isMad && random.Next(6) == 0 ? Value(random, 2) : Fitting(random, keyword, depth - 1, isMad);
        }

        return schema;
    }

    private static JsonNode? Fitting(Random random, string keyword, int depth, bool isMad) => keyword switch
    {
        "type" => Pick(random, ["string", "number", "integer", "boolean", "object", "array", "null"]),
        "enum" => new JsonArray([.. Several(random, () => Value(random, 2))]),
        "const" => Value(random, 2),
        "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" => JsonNode.Parse(Pick(random, Numbers)),
        "multipleOf" => JsonNode.Parse(Pick(random, ["1", "2", "0.1", "1e-7", "7"])),
        "pattern" => Pick(random, ["^a", "b$", ".", "\\p{L}+", "[^a]"]),
        "uniqueItems" => random.Next(2) == 0,
        "required" => new JsonArray([.. Several(random, () => (JsonNode?)Pick(random, Names))]),
        "dependentRequired" => new JsonObject { [Pick(random, Names)] = new JsonArray(Pick(random, Names)) },
        "properties" or "dependentSchemas" or "$defs" => new JsonObject(Several(random, () => Pick(random, Names)).Distinct().Select(n => KeyValuePair.Create(n, (JsonNode?)Schema(random, depth, isMad)))),
        "patternProperties" => new JsonObject { [Pick(random, ["^a", ".*", "b"])] = Schema(random, depth, isMad) },
        "allOf" or "anyOf" or "oneOf" or "prefixItems" => new JsonArray([Schema(random, depth, isMad), .. Several(random, () => (JsonNode?)Schema(random, depth, isMad))]),
        "$ref" or "$dynamicRef" or "$id" or "$anchor" or "$dynamicAnchor" or "$schema" or "format" or "title" => Pick(random, Texts),
        "$vocabulary" => new JsonObject { ["https://json-schema.org/draft/2020-12/vocab/format-assertion"] = true },
        _ when keyword.StartsWith("min", StringComparison.Ordinal) || keyword.StartsWith("max", StringComparison.Ordinal) => random.Next(4),
        _ => Schema(random, depth, isMad),
    };

    private static JsonNode? Value(Random random, int depth) => random.Next(depth == 0 ? 4 : 6) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => JsonNode.Parse(Pick(random, Numbers)),
        3 => Pick(random, Texts),
        4 => new JsonArray([.. Several(random, () => Value(random, depth - 1))]),
        _ => new JsonObject(Several(random, () => Pick(random, Names)).Distinct().Select(n => KeyValuePair.Create(n, Value(random, depth - 1)))),
    };

    private static List<T> Several<T>(Random random, Func<T> one) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => one())];

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}

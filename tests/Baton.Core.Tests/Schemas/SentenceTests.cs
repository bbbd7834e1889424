using static Baton.Core.Tests.Schemas.Given;

namespace Baton.Core.Tests.Schemas;

/// <summary>What people and models are told.</summary>
public sealed class SentenceTests
{
    [Theory]
    [InlineData("""{ "properties": { "amount": { "type": "number" } } }""", """{ "amount": "forty" }""", "/amount [type] Must be a number, but is the text \"forty\".")]
    [InlineData("""{ "type": ["string", "null"] }""", "[1, 2]", " [type] Must be a text (string) or null, but is a list of 2 items.")]
    [InlineData("""{ "enum": ["refund", "reply", null] }""", "\"ignore\"", " [enum] Must be one of \"refund\", \"reply\" or null, but is the text \"ignore\".")]
    [InlineData("""{ "const": { "a": [1] } }""", "1", " [const] Must be {\"a\":[1]}, but is the number 1.")]
    [InlineData("""{ "required": ["a/b"] }""", "{}", "/a~1b [required] 'a/b' is missing.")]
    [InlineData("""{ "properties": { "colour": true }, "additionalProperties": false }""", """{ "color": 1 }""", "/color [additionalProperties] 'color' is not allowed here; did you mean 'colour'?")]
    [InlineData("""{ "properties": { "b": true, "a": true }, "additionalProperties": false }""", """{ "other": 1 }""", "/other [additionalProperties] 'other' is not allowed here; allowed are 'a', 'b'.")]
    [InlineData("""{ "minimum": 0, "maximum": 1 }""", "1.01", " [maximum] Must be at most 1, but is the number 1.01.")]
    [InlineData("""{ "exclusiveMinimum": 0 }""", "0", " [exclusiveMinimum] Must be more than 0, but is the number 0.")]
    [InlineData("""{ "multipleOf": 0.01 }""", "0.075", " [multipleOf] Must be a multiple of 0.01, but is the number 0.075.")]
    [InlineData("""{ "minLength": 2 }""", "\"😀\"", " [minLength] Must have at least 2 characters, but has 1.")]
    [InlineData("""{ "pattern": "^[A-Z]{3}$" }""", "\"eur\"", " [pattern] Must match the pattern ^[A-Z]{3}$, but is the text \"eur\".")]
    [InlineData("""{ "items": { "minItems": 1 } }""", "[[1], []]", "/1 [minItems] Must have at least 1 item, but has 0.")]
    [InlineData("""{ "uniqueItems": true }""", "[1, 2, 1.0]", " [uniqueItems] Must have no item twice, but items 0 and 2 are both the number 1.0 (counted from 0).")]
    [InlineData("""{ "contains": { "type": "integer" } }""", "[\"a\"]", " [contains] Must contain at least 1 item like {\"type\":\"integer\"}, but has 0 of them among its 1.")]
    [InlineData("""{ "dependentRequired": { "card": ["name"] } }""", """{ "card": 1 }""", "/name [dependentRequired] 'name' is missing, which must be there when 'card' is.")]
    [InlineData("""{ "propertyNames": { "maxLength": 2 } }""", """{ "abc": 1 }""", "/abc [propertyNames] A member must not have the name 'abc'. The name: Must have at most 2 characters, but has 3.")]
    [InlineData("""{ "anyOf": [{ "type": "string" }, { "type": "null" }] }""", "1", " [anyOf] Must be a text (string) or null, but is the number 1.")]
    [InlineData("""{ "oneOf": [{ "title": "whole", "type": "integer" }, { "minimum": 1 }] }""", "2", " [oneOf] Must fit exactly one of 2 forms, but the number 2 fits 2 of them: 'whole', form 2.")]
    [InlineData("""{ "not": { "required": ["secret"] } }""", """{ "secret": 1 }""", " [not] Must not fit {\"required\":[\"secret\"]}, but an object with 'secret' does.")]
    [InlineData("""{ "unevaluatedProperties": false }""", """{ "x": 1 }""", "/x [unevaluatedProperties] 'x' is not allowed here: nothing in the schema speaks of it.")]
    public void A_fault_says_what_is_wanted_and_what_was_found(string schema, string value, string expected) => Assert.Equal(expected, OnlyFault(schema, value));

    [Fact]
    public void Of_several_forms_the_one_meant_is_explained()
    {
        var faults = Faults("""
            { "oneOf": [
                { "properties": { "kind": { "const": "refund" }, "amount": { "type": "number" } }, "required": ["kind", "amount"] },
                { "properties": { "kind": { "const": "reply" }, "text": { "type": "string" } }, "required": ["kind", "text"] } ] }
            """, """{ "kind": "reply", "amount": 3 }""");

        Assert.Equal(["Must fit exactly one of 2 forms, but an object with 'kind', 'amount' fits none. The nearest is form 2; to fit it:", "'text' is missing."], faults.Select(f => f.Sentence));
    }

    [Fact]
    public void Every_fault_is_named_up_to_the_bound()
    {
        var schema = Schema("""{ "items": { "type": "integer" } }""");
        var value = Json("[" + string.Join(',', Enumerable.Repeat("\"x\"", 100)) + "]");

        Assert.Equal(50, schema.Validate(value).Count);
        Assert.Equal("/6", schema.Validate(value, 7)[^1].Pointer);
    }

    [Fact]
    public void Faults_of_a_schema_point_into_the_document_it_stands_in()
    {
        var faults = new List<Baton.Core.Policies.Fault>();

        Assert.Null(Core.Schemas.JsonSchema.Read(Json("""{ "properties": { "a/b": { "type": "strnig" } }, "required": "a", "minLength": -1 }"""), faults, "/output"));

        Assert.Equal(
            ["/output/minLength: 'minLength' must be a whole number of 0 or more, but is the number -1.", "/output/properties/a~1b/type: \"strnig\" is no type. Did you mean \"string\"?", "/output/required: 'required' must be a list of names, but is the text \"a\"."],
            faults.Select(f => $"{f.Pointer}: {f.Detail}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{ "$ref": "https://example.com/other.json" }""", "/$ref")]
    [InlineData("""{ "$ref": "#/$defs/nothing" }""", "/$ref")]
    [InlineData("""{ "$dynamicRef": "#nothing" }""", "/$dynamicRef")]
    [InlineData("""{ "$schema": "http://json-schema.org/draft-04/schema#" }""", "/$schema")]
    [InlineData("""{ "type": "array", "items": [true] }""", "/items")]
    [InlineData("""{ "additionalItems": false }""", "/additionalItems")]
    [InlineData("""{ "dependencies": {} }""", "/dependencies")]
    [InlineData("""{ "type": "string", "nullable": true }""", "/nullable")]
    [InlineData("""{ "$schema": "http://json-schema.org/draft-07/schema#", "$ref": "#/definitions/a", "maxLength": 3, "definitions": { "a": {} } }""", "/maxLength")]
    [InlineData("""{ "pattern": "(?=a)b" }""", "/pattern")]
    [InlineData("""{ "pattern": "(a)\\1" }""", "/pattern")]
    [InlineData("""{ "pattern": "a(" }""", "/pattern")]
    [InlineData("""{ "pattern": "\\p{Script=Greek}" }""", "/pattern")]
    [InlineData("""{ "$vocabulary": { "https://json-schema.org/draft/2020-12/vocab/format-assertion": true }, "format": "iban" }""", "/format")]
    [InlineData("""{ "$id": "#name" }""", "/$id")]
    [InlineData("""{ "anyOf": [] }""", "/anyOf")]
    [InlineData("""{ "multipleOf": 0 }""", "/multipleOf")]
    public void What_cannot_be_kept_is_refused_and_not_passed_over(string schema, string pointer) => Assert.Equal(pointer, Assert.Single(Refused(schema)).Pointer);

    [Fact]
    public void A_schema_of_draft_7_is_read_where_its_words_mean_the_same()
    {
        var schema = """{ "$schema": "http://json-schema.org/draft-07/schema#", "properties": { "a": { "$ref": "#/definitions/id", "description": "which" } }, "definitions": { "id": { "type": "integer" } } }""";

        Assert.Empty(Faults(schema, """{ "a": 1 }"""));
        Assert.Equal("/a [type] Must be a whole number, but is the text \"1\".", OnlyFault(schema, """{ "a": "1" }"""));
    }
}

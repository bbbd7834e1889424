using static Baton.Core.Tests.Schemas.Given;

namespace Baton.Core.Tests.Schemas;

/// <summary>Schemas and values that mean harm, or are only very large: each comes to a bounded end with a fault that says why.</summary>
public sealed class HostileTests
{
    [Theory]
    [InlineData("""{ "$ref": "#" }""")]
    [InlineData("""{ "allOf": [{ "$ref": "#" }] }""")]
    [InlineData("""{ "$defs": { "a": { "not": { "$ref": "#/$defs/b" } }, "b": { "if": { "$ref": "#/$defs/a" } } } }""")]
    [InlineData("""{ "$dynamicAnchor": "me", "anyOf": [{ "$dynamicRef": "#me" }] }""")]
    [InlineData("""{ "dependentSchemas": { "a": { "$ref": "#" } } }""")]
    public void A_schema_that_leads_back_to_itself_in_place_is_refused(string schema) => Assert.Contains("leads back to itself", Assert.Single(Refused(schema)).Detail, StringComparison.Ordinal);

    [Fact]
    public void A_schema_that_leads_back_to_itself_by_a_property_is_fine()
    {
        var tree = """{ "properties": { "next": { "$ref": "#" } }, "required": ["name"] }""";

        Assert.Equal("/next/next/name [required] 'name' is missing.", OnlyFault(tree, """{ "name": 1, "next": { "name": 2, "next": {} } }"""));
    }

    [Fact]
    public void A_long_chain_of_references_is_refused_and_takes_no_stack()
    {
        var chain = string.Join(',', Enumerable.Range(0, 5000).Select(i => $$"""  "{{i}}": { "$ref": "#/$defs/{{i + 1}}" } """));

        Assert.Contains("chain shorter", Assert.Single(Refused($$"""{ "$defs": { {{chain}}, "5000": true } }""")).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Alternatives_that_double_at_every_level_are_stopped_after_bounded_work()
    {
        var levels = string.Join(',', Enumerable.Range(0, 30).Select(i => $$"""  "{{i}}": { "anyOf": [{ "$ref": "#/$defs/{{i + 1}}" }, { "$ref": "#/$defs/{{i + 1}}" }] } """));

        Assert.Contains("too many steps", OnlyFault($$"""{ "$ref": "#/$defs/0", "$defs": { {{levels}}, "30": { "type": "string" } } }""", "1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(5000)]
    public void Schemas_and_values_nested_too_deep_are_refused_without_running_out_of_stack(int levels)
    {
        var schema = Refused(Repeated("""{"not":""", levels) + "true" + Repeated("}", levels));
        var value = Schema("true").Validate(Json(Repeated("[", levels) + Repeated("]", levels)));

        Assert.Contains("nested too deep", Assert.Single(schema).Detail, StringComparison.Ordinal);
        Assert.Contains("nested too deep", Assert.Single(value).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_deepest_value_that_is_allowed_can_be_held_against_a_recursive_schema_on_a_small_stack()
    {
        var schema = Schema("""{ "$ref": "#/$defs/list", "$defs": { "list": { "allOf": [{ "type": "array" }, { "anyOf": [{ "items": { "$ref": "#/$defs/list" } }] }] } } }""");
        var value = Json(Repeated("[", 100) + Repeated("]", 100));
        IReadOnlyList<object>? faults = null;
        var small = new Thread(() => faults = schema.Validate(value), 512 * 1024);

        small.Start();
        small.Join();

        Assert.Empty(faults!);
    }

    [Fact]
    public void Value_and_schema_too_deep_together_are_a_fault()
    {
        var wrapped = Repeated("""{"allOf":[""", 20) + """{ "items": { "$ref": "#" } }""" + Repeated("]}", 20);

        Assert.Contains("nested too deep together", Assert.Single(Faults(wrapped, Repeated("[", 100) + Repeated("]", 100))).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e1000000000000")]
    [InlineData("-1E+99999999999999999999999")]
    public void Numbers_beyond_all_reason_are_a_fault(string number) => Assert.Contains("too large", OnlyFault("true", number), StringComparison.Ordinal);

    [Fact]
    public void Numbers_of_a_thousand_digits_and_huge_exponents_are_compared_exactly()
    {
        var nines = Repeated("9", 900);

        Assert.Empty(Faults($$"""{ "exclusiveMinimum": {{nines}}8, "exclusiveMaximum": 1e900000000, "multipleOf": 0.5 }""", nines + "9"));
        Assert.Empty(Faults("""{ "const": 1000, "multipleOf": 0.001, "type": "integer" }""", "1.000e3"));
        Assert.Empty(Faults("""{ "multipleOf": 7 }""", "7e900000000"));
        Assert.NotEmpty(Faults("""{ "multipleOf": 7 }""", "8e900000000"));
        Assert.NotEmpty(Faults("""{ "const": 9007199254740993 }""", "9007199254740992"));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_a_fault_with_its_place()
    {
        Assert.Equal("/a/0", Assert.Single(Faults("true", """{ "a": ["\ud800"] }""")).Pointer);
        Assert.Equal("/a", Assert.Single(Faults("true", """{ "a": { "\udc00": 1 } }""")).Pointer);
        Assert.Equal("/title", Assert.Single(Refused("""{ "title": "\ud800" }""")).Pointer);
    }

    [Fact]
    public void A_member_that_is_there_twice_is_a_fault_since_readers_would_differ_on_it()
    {
        Assert.Equal("/a [] Is there twice.", OnlyFault("true", """{ "a": 1, "a": 2 }"""));
        Assert.Equal("/type", Assert.Single(Refused("""{ "type": "string", "type": "number" }""")).Pointer);
    }

    [Fact]
    public void A_large_value_is_held_against_its_schema_and_a_larger_one_is_refused()
    {
        var schema = Schema("""{ "items": { "type": "integer", "minimum": 0 }, "uniqueItems": true }""");
        string List(int count) => "[" + string.Join(',', Enumerable.Range(0, count)) + "]";

        Assert.Empty(schema.Validate(Json(List(200_000))));
        Assert.Contains("too large", Assert.Single(schema.Validate(Json(List(300_000)))).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|aa)+$")]
    [InlineData("(.*)*x")]
    public void A_pattern_made_to_explode_takes_linear_time(string pattern) =>
        Assert.Single(Faults($$"""{ "pattern": "{{pattern}}" }""", $"\"{Repeated("a", 200_000)}!\""));

    [Theory]
    [InlineData("^((a{900}){900}){900}$")]
    [InlineData("([ab]*a[ab]{90}){9}c")]
    [InlineData("(a+b?){61}")]
    [InlineData("a{600}b{600}")]
    public void Patterns_whose_repetitions_multiply_are_refused(string pattern) =>
        Assert.Contains("repetitions are too large", Assert.Single(Refused($$"""{ "pattern": "{{pattern}}" }""")).Detail, StringComparison.Ordinal);

    [Theory]
    [InlineData("^([0-9]{1,3}\\\\.){3}[0-9]{1,3}$", "127.0.0.1")]
    [InlineData("^.{1,200}$", "x")]
    [InlineData("^[a-z]+(-[a-z0-9]{1,8}){0,5}$", "a-b-c")]
    public void Patterns_as_people_write_them_are_not(string pattern, string text) => Assert.Empty(Faults($$"""{ "pattern": "{{pattern}}" }""", $"\"{text}\""));

    [Fact]
    public void Very_many_patterns_and_very_large_schemas_are_refused()
    {
        var patterns = string.Join(',', Enumerable.Range(0, 600).Select(i => $$"""{ "pattern": "a{{i}}" }"""));

        Assert.Contains("too many different patterns", Refused($$"""{ "allOf": [{{patterns}}] }""")[0].Detail, StringComparison.Ordinal);
        Assert.Contains("too large", Refused($$"""{ "enum": [{{string.Join(',', Enumerable.Range(0, 20_000))}}] }""")[0].Detail, StringComparison.Ordinal);
    }
}

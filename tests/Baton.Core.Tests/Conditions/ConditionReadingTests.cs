using System.Diagnostics;
using System.Text.Json;

namespace Baton.Core.Tests.Conditions;

public sealed class ConditionReadingTests
{
    [Theory]
    [InlineData("""[]""", "")]
    [InlineData("""{ "all": {} }""", "/all")]
    [InlineData("""{ "all": [] }""", "/all")]
    [InlineData("""{ "any": [ 1 ] }""", "/any/0")]
    [InlineData("""{ "not": { "any": [ { "field": "event.type", "op": "exists" }, { "field": "event.nothing", "op": "exists" } ] } }""", "/not/any/1/field")]
    [InlineData("""{ "field": "event.type", "op": "equals", "value": 1 }""", "/op")]
    [InlineData("""{ "field": "event.type", "op": "EQ", "value": 1 }""", "/op")]
    [InlineData("""{ "field": "event.type", "op": "eq" }""", "/value")]
    [InlineData("""{ "field": "event.type", "op": "eq", "value": null }""", "/value")]
    [InlineData("""{ "field": "event.type", "op": "in", "value": "a" }""", "/value")]
    [InlineData("""{ "field": "event.type", "op": "in", "value": [] }""", "/value")]
    [InlineData("""{ "field": "event.text", "op": "containsAny", "value": ["a", 1] }""", "/value")]
    [InlineData("""{ "field": "event.text", "op": "containsAny", "value": [""] }""", "/value")]
    [InlineData("""{ "field": "event.text", "op": "startsWith", "value": 1 }""", "/value")]
    [InlineData("""{ "field": "event.text", "op": "gt", "value": true }""", "/value")]
    [InlineData("""{ "field": "event.text", "op": "exists", "value": "yes" }""", "/value")]
    [InlineData("""{ "field": "event.text", "op": "matches", "value": "(" }""", "/value")]
    [InlineData("""{ "op": "exists" }""", "/field")]
    [InlineData("""{ "field": "event.type" }""", "/op")]
    [InlineData("""{ "field": "event.type", "op": "exists", "vlaue": 1 }""", "/vlaue")]
    [InlineData("""{ "all": [], "any": [] }""", "/all")]
    public void A_fault_is_named_with_its_place(string condition, string pointer)
    {
        var faults = Ask.Faults(condition);

        Assert.Equal(pointer, faults[0].Pointer);
        Assert.EndsWith(".", faults[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_named_not_only_the_first() => Assert.Equal(
        ["/all/0/op", "/all/1/field", "/all/2/any/0/value"],
        Ask.Faults("""{ "all": [ { "field": "event.type", "op": "is" }, { "field": "x", "op": "exists" }, { "any": [ { "field": "event.type", "op": "in", "value": 3 } ] } ] }""").Select(f => f.Pointer));

    [Fact]
    public void Conditions_can_be_nested_twenty_deep_and_no_deeper()
    {
        Ask.Read(Nested(20));
        Assert.Contains("20 deep", Assert.Single(Ask.Faults(Nested(21))).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_two_hundred_parts_are_refused()
    {
        var part = """{ "field": "event.type", "op": "exists" }""";

        Ask.Read($$"""{ "any": [{{string.Join(',', Enumerable.Repeat(part, 200))}}] }""");
        Assert.Equal("/any", Assert.Single(Ask.Faults($$"""{ "any": [{{string.Join(',', Enumerable.Repeat(part, 201))}}] }""")).Pointer);
    }

    [Theory]
    [InlineData(@"(a+)+\1", "back-reference")]
    [InlineData("(?=a)b", "look-around")]
    [InlineData("(?>a+)b", "atomic group")]
    [InlineData("((a{1000}){1000}){1000}", "too large")]
    public void A_pattern_that_could_take_for_ever_is_refused(string pattern, string why)
    {
        var watch = Stopwatch.StartNew();

        Assert.Contains(why, Assert.Single(Ask.Faults(Matching(pattern))).Detail, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_pattern_longer_than_a_thousand_characters_is_refused() =>
        Assert.Contains("1,000", Assert.Single(Ask.Faults(Matching(new string('a', 1001)))).Detail, StringComparison.Ordinal);

    [Fact]
    public void A_hostile_text_takes_no_longer_than_a_harmless_one()
    {
        var watch = Stopwatch.StartNew();

        Assert.False(Ask.OfText(Matching("^(a+)+$"), new string('a', 50_000) + "!"));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2));
    }

    private static string Matching(string pattern) => $$"""{ "field": "event.text", "op": "matches", "value": {{JsonSerializer.Serialize(pattern)}} }""";

    private static string Nested(int deep) => deep == 0 ? """{ "field": "event.type", "op": "exists" }""" : $$"""{ "not": {{Nested(deep - 1)}} }""";
}

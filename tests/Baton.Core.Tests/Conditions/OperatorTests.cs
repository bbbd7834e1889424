using System.Text.Json;

namespace Baton.Core.Tests.Conditions;

public sealed class OperatorTests
{
    [Theory]
    [InlineData("eq", "40", "40", true)]
    [InlineData("eq", "40.0", "40", true)]
    [InlineData("eq", "'GOLD'", "'gold'", true)]
    [InlineData("eq", "'40'", "40", false)]
    [InlineData("eq", "true", "true", true)]
    [InlineData("eq", "[1,2]", "[1,2]", true)]
    [InlineData("ne", "'gold'", "'silver'", true)]
    [InlineData("ne", "'gold'", "'Gold'", false)]
    [InlineData("gt", "41", "40", true)]
    [InlineData("gt", "40", "40", false)]
    [InlineData("gte", "40", "40", true)]
    [InlineData("lt", "39.9", "40", true)]
    [InlineData("lte", "40", "40", true)]
    [InlineData("lte", "41", "40", false)]
    [InlineData("gt", "'41'", "40", false)]
    [InlineData("gt", "'2026-11-20T10:00:00+01:00'", "'2026-11-20T08:30:00Z'", true)]
    [InlineData("lt", "'2026-11-19'", "'2026-11-20T00:00:00Z'", true)]
    [InlineData("gt", "'banana'", "'Apple'", true)]
    [InlineData("in", "'Gold'", "['silver','gold']", true)]
    [InlineData("in", "3", "[1,2]", false)]
    [InlineData("notIn", "'bronze'", "['silver','gold']", true)]
    [InlineData("notIn", "'SILVER'", "['silver','gold']", false)]
    [InlineData("contains", "'a Refund now'", "'refund'", true)]
    [InlineData("contains", "['vip','new']", "'VIP'", true)]
    [InlineData("contains", "['vip','new']", "'vi'", false)]
    [InlineData("contains", "[1,2]", "2", true)]
    [InlineData("containsAny", "['vip','new']", "['old','NEW']", true)]
    [InlineData("startsWith", "'Contact.Email'", "'contact.'", true)]
    [InlineData("startsWith", "'email'", "'mail'", false)]
    [InlineData("endsWith", "'a@Example.com'", "'@example.COM'", true)]
    [InlineData("matches", "'Order 4711'", @"'^order \\d+$'", true)]
    [InlineData("matches", "'4711'", @"'^\\d{5}$'", false)]
    [InlineData("exists", "0", "true", true)]
    [InlineData("exists", "0", "false", false)]
    public void An_operator_compares_as_its_name_says(string op, string found, string value, bool holds) =>
        Assert.Equal(holds, Ask.OfAction(Comparing("action.data.x", op, value.Replace('\'', '"')), $$"""{ "x": {{found.Replace('\'', '"')}} }"""));

    public static TheoryData<string, string> OperatorsWithValues => new()
    {
        { "eq", "1" }, { "ne", "1" }, { "gt", "1" }, { "gte", "1" }, { "lt", "1" }, { "lte", "1" }, { "in", "[1]" }, { "notIn", "[1]" }, { "contains", "\"x\"" },
        { "containsAny", "[\"x\"]" }, { "startsWith", "\"x\"" }, { "endsWith", "\"x\"" }, { "matches", "\".*\"" }, { "exists", "true" },
    };

    [Theory, MemberData(nameof(OperatorsWithValues))]
    public void A_missing_field_makes_every_comparison_false(string op, string value) =>
        Assert.All(["action.data.x", "action.data.a.b.c", "customer.plan", "event.text", "customer.consent.promotion"], field => Assert.False(Ask.OfAction(Comparing(field, op, value), new { a = 1 })));

    [Fact]
    public void Every_operator_is_tried_on_missing_fields() =>
        Assert.Equal(Core.Conditions.ConditionReader.OperatorNames.Order(), OperatorsWithValues.Select(row => row.Data.Item1).Order());

    [Fact]
    public void A_null_is_missing() => Assert.False(Ask.OfAction(Comparing("action.data.x", "exists", "true"), """{"x":null}"""));

    [Fact]
    public void What_does_not_exist_can_be_asked_for() => Assert.True(Ask.OfAction(Comparing("action.data.x", "exists", "false"), new { }));

    [Theory]
    [InlineData("There was an outage today", true)]
    [InlineData("OUTAGE!", true)]
    [InlineData("(outage)", true)]
    [InlineData("two outages", false)]
    [InlineData("preoutage", false)]
    [InlineData("outages, then one outage", true)]
    [InlineData("no down time", false)]
    [InlineData("it is down  time", false)]
    [InlineData("we are going down now", true)]
    [InlineData("Größe", false)]
    public void ContainsAny_finds_whole_words_and_phrases(string text, bool found) =>
        Assert.Equal(found, Ask.OfText("""{ "field": "event.text", "op": "containsAny", "value": ["outage", "going down", "Gr"] }""", text));

    [Theory]
    [InlineData("10:30", "09:00", true)]
    [InlineData("1.5", "1.10", true)]
    public void Text_that_is_no_full_time_is_compared_as_text_and_never_borrows_todays_date(string found, string than, bool greater) =>
        Assert.Equal(greater, Ask.OfAction(Comparing("action.data.x", "gt", JsonSerializer.Serialize(than)), new { x = found }));

    private static string Comparing(string field, string op, string value) => $$"""{ "field": "{{field}}", "op": "{{op}}", "value": {{value}} }""";
}

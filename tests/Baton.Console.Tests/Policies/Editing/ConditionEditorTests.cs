using System.Text.Json.Nodes;
using Baton.Core.Conditions;
using Baton.Web.Policies.Editing;
using Bunit;
using Microsoft.AspNetCore.Components.Web;

namespace Baton.Web.Tests.Policies.Editing;

/// <summary>Conditions are built of rows and nested groups, with what was really seen.</summary>
public sealed class ConditionEditorTests : EditorTests
{
    private const string Big = """{ "field": "event.data.total", "op": "gt", "value": 100 }""";
    private const string Gift = """{ "field": "event.data.gift", "op": "eq", "value": true }""";

    private readonly List<JsonNode> _told = [];

    [Fact]
    public void A_condition_begins_with_a_field_to_choose()
    {
        var editor = Build(null);

        Assert.Equal("Choose a field", editor.Find(".pick").TextContent.Trim());
        Pick(editor, "total");
        Assert.Equal("Give a value.", editor.Find(".fault-note").TextContent.Trim());
        editor.Find("input[type=number]").Input("40");

        Same("""{ "field": "event.data.total", "op": "eq", "value": 40 }""", _told[^1]);
        Assert.Equal("", editor.Find(".fault-note").TextContent.Trim());
    }

    [Fact]
    public void Fields_are_offered_with_their_types_and_what_was_seen()
    {
        var editor = Build(null);

        editor.Find(".pick").Click();

        var country = editor.FindAll("[role=option]").Single(option => option.TextContent.Contains("country", StringComparison.Ordinal)).TextContent;
        Assert.Contains("text", country, StringComparison.Ordinal);
        Assert.Contains("DE, FR", country, StringComparison.Ordinal);
        Assert.Contains(editor.FindAll("[role=option]"), option => option.TextContent.Contains("order.placed", StringComparison.Ordinal));
        Assert.Equal(["Event", "Agent", "Customer"], editor.FindAll(".field-list h4").Select(h => h.TextContent));
    }

    [Fact]
    public void Actions_have_the_fields_of_actions_and_none_of_events()
    {
        var editor = Build(null, ConditionPlace.Action);

        editor.Find(".pick").Click();

        Assert.Equal(["Action", "Agent", "Customer"], editor.FindAll(".field-list h4").Select(h => h.TextContent));
        Assert.Contains(editor.FindAll("[role=option]"), option => option.TextContent.Contains("amount", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("event.data.order.weight", "event.data.order.weight")]
    [InlineData("weight", "event.data.weight")]
    [InlineData("customer.attributes.region", "customer.attributes.region")]
    public void A_field_that_nobody_sent_yet_can_be_named(string typed, string path)
    {
        var editor = Build(null);

        Pick(editor, typed);
        editor.Find("[aria-label=Value]").Input("x");

        Same($$"""{ "field": "{{path}}", "op": "eq", "value": "x" }""", _told[^1]);
    }

    [Fact]
    public void What_it_holds_can_be_said_of_a_field_that_nobody_sent_yet()
    {
        var editor = Build("""{ "field": "event.data.weight", "op": "eq", "value": "12" }""");

        editor.Find("[aria-label='Compare as']").Change("number");
        Same("""{ "field": "event.data.weight", "op": "eq", "value": 12 }""", _told[^1]);
        editor.Find("[aria-label='Compare as']").Change("flag");
        Same("""{ "field": "event.data.weight", "op": "eq", "value": true }""", _told[^1]);
    }

    [Fact]
    public void Operators_fit_the_type_and_are_said_in_words()
    {
        Assert.Equal(["is", "is not", "is known", "is not known"], Operators(Gift));
        Assert.Equal(["contains", "contains one of", "is known", "is not known"], Operators("""{ "field": "event.data.lines", "op": "contains", "value": "a" }"""));
        Assert.Contains("is at least", Operators(Big));
        Assert.DoesNotContain("begins with", Operators(Big));
    }

    [Fact]
    public void Several_values_are_chips_that_are_added_and_removed()
    {
        var editor = Build("""{ "field": "event.data.country", "op": "eq", "value": "DE" }""");

        editor.Find("select.op").Change("in");
        editor.Find(".chips input").Input("FR");
        editor.Find(".chips").KeyDown("Enter");
        Same("""{ "field": "event.data.country", "op": "in", "value": ["DE", "FR"] }""", _told[^1]);
        editor.Find("[aria-label='Remove DE']").Click();
        Same("""{ "field": "event.data.country", "op": "in", "value": ["FR"] }""", _told[^1]);
        editor.Find(".chips").KeyDown("Backspace");
        Assert.Equal("Give at least one value.", editor.Find(".fault-note").TextContent.Trim());
    }

    [Fact]
    public void Values_are_completed_from_what_was_seen() =>
        Assert.Equal(["DE", "FR"], Build("""{ "field": "event.data.country", "op": "eq", "value": "DE" }""").FindAll("datalist option").Select(option => option.GetAttribute("value")));

    [Fact]
    public void That_a_field_is_not_known_is_an_operator_too()
    {
        var editor = Build(Big);

        editor.Find("select.op").Change("exists-not");

        Same("""{ "field": "event.data.total", "op": "exists", "value": false }""", _told[^1]);
        editor.Find("select.op").Change("exists");
        Same("""{ "field": "event.data.total", "op": "exists" }""", _told[^1]);
    }

    [Fact]
    public void A_pattern_that_cannot_be_read_says_why()
    {
        var editor = Build("""{ "field": "event.text", "op": "matches", "value": "a" }""");

        editor.Find("[aria-label=Pattern]").Input("(a");

        Assert.StartsWith("The pattern cannot be read", editor.Find(".fault-note .wrong").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_are_nested_denied_and_taken_apart()
    {
        var editor = Build(Big);

        Button(editor, "Group").Click();
        Pick(editor, "gift", row: 1);
        Same($$"""{ "all": [ {{Big}}, { "any": [ {{Gift}} ] } ] }""", _told[^1]);

        editor.FindAll("button").Last(button => button.TextContent == "Not").Click();
        Same($$"""{ "all": [ {{Big}}, { "any": [ { "not": {{Gift}} } ] } ] }""", _told[^1]);

        editor.FindAll(".head select")[1].Change("all");
        editor.FindAll(".head button").Last(button => button.TextContent == "Not").Click();
        Same($$"""{ "all": [ {{Big}}, { "not": { "all": [ { "not": {{Gift}} } ] } } ] }""", _told[^1]);
        Assert.Contains("Not all of these are so", editor.Markup, StringComparison.Ordinal);

        editor.FindAll("[aria-label=Remove]")[^1].Click();
        Same($$"""{ "all": [ {{Big}} ] }""", _told[^1]);
    }

    [Fact]
    public void Parts_are_moved_by_keyboard_past_each_other_and_into_groups()
    {
        var editor = Build($$"""{ "all": [ {{Big}}, { "any": [ {{Gift}} ] } ] }""");

        editor.FindAll(".comparison .tools")[0].KeyDown(new KeyboardEventArgs { Key = "ArrowDown", AltKey = true });
        Same($$"""{ "all": [ { "any": [ {{Big}}, {{Gift}} ] } ] }""", _told[^1]);
        editor.FindAll(".comparison .tools")[0].KeyDown(new KeyboardEventArgs { Key = "ArrowUp", AltKey = true });
        Same($$"""{ "all": [ {{Big}}, { "any": [ {{Gift}} ] } ] }""", _told[^1]);
    }

    [Fact]
    public void A_comparison_is_put_into_a_group_and_the_last_part_gone_leaves_a_field_to_choose()
    {
        var editor = Build(Big);

        editor.Find("[aria-label='Put into a group']").Click();
        Same($$"""{ "all": [ {{Big}} ] }""", _told[^1]);
        editor.FindAll("[aria-label=Remove]")[^1].Click();

        Same("{}", _told[^1]);
        Assert.Equal("Choose a field", editor.Find(".pick").TextContent.Trim());
    }

    [Fact]
    public void What_was_removed_comes_back_until_something_else_is_changed()
    {
        var whole = $$"""{ "any": [ {{Big}}, { "all": [ {{Gift}}, {{Big}} ] } ] }""";
        var editor = Build(whole);

        editor.FindAll(".group .group .head [aria-label=Remove]")[0].Click();
        Same($$"""{ "any": [ {{Big}} ] }""", _told[^1]);
        Button(editor, "Undo").Click();
        Same(whole, _told[^1]);
        Assert.DoesNotContain("Removed.", editor.Markup, StringComparison.Ordinal);

        editor.FindAll("[aria-label=Remove]")[^1].Click();
        editor.FindAll("input[type=number]")[0].Input("7");
        Assert.DoesNotContain("Removed.", editor.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void After_another_part_is_added_or_removed_the_focus_is_on_the_part_to_go_on_with()
    {
        var editor = Build($$"""{ "all": [ {{Big}} ] }""");
        var first = Reference(editor.Find(".pick"));

        Button(editor, "Condition").Click();
        Assert.Equal(Reference(editor.FindAll(".pick")[1]), Focused(1));
        editor.FindAll("[aria-label=Remove]")[^1].Click();

        Assert.Equal(first, Focused(2));
    }

    private string[] Operators(string condition) => [.. Build(condition).FindAll("select.op option").Select(option => option.TextContent)];

    private IRenderedComponent<ConditionEditor> Build(string? condition, ConditionPlace where = ConditionPlace.Routing) => Render<ConditionEditor>(editor => editor
        .Add(e => e.Condition, condition is null ? null : JsonNode.Parse(condition)).Add(e => e.Offers, Offers).Add(e => e.Where, where).Add(e => e.OnChanged, told => _told.Add(told)));

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<ConditionEditor> editor, string text) => editor.FindAll("button").Single(button => button.TextContent == text);

    private static void Pick(IRenderedComponent<ConditionEditor> editor, string typed, int row = 0)
    {
        editor.FindAll(".pick")[row].Click();
        editor.Find(".field-list input").Input(typed);
        editor.Find(".field-list input").KeyDown("Enter");
    }
}

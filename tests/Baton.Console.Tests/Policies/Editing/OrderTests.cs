using System.Text.Json.Nodes;
using Baton.Core.Policies;
using Baton.Web.Policies.Editing;
using Bunit;
using Microsoft.AspNetCore.Components.Web;

namespace Baton.Web.Tests.Policies.Editing;

/// <summary>What is ordered is moved by keyboard, by buttons and by dragging.</summary>
public sealed class OrderTests : EditorTests
{
    private readonly List<ListMove> _moves = [];

    [Fact]
    public void A_rule_is_moved_by_alt_and_an_arrow_and_keeps_the_focus()
    {
        var list = Rules();
        var grip = Reference(list.Find(".grip"));

        list.FindAll(".sort-tools")[0].KeyDown(new KeyboardEventArgs { Key = "ArrowDown", AltKey = true });

        Assert.Equal([new ListMove("a", "c")], _moves);
        Assert.Equal(["b", "a", "c"], Shown(list));
        Assert.Equal("a is number 2 of 3 now.", list.Find("[role=status]").TextContent);
        Assert.Equal(grip, Focused(1));
    }

    [Fact]
    public void An_arrow_without_alt_and_a_move_past_the_end_do_nothing()
    {
        var list = Rules();

        list.FindAll(".sort-tools")[0].KeyDown(new KeyboardEventArgs { Key = "ArrowDown" });
        list.FindAll(".sort-tools")[0].KeyDown(new KeyboardEventArgs { Key = "ArrowUp", AltKey = true });

        Assert.Empty(_moves);
        Assert.True(list.Find("[aria-label='Move a up']").HasAttribute("disabled"));
        Assert.True(list.Find("[aria-label='Move c down']").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_rule_is_dragged_to_the_end_and_moved_back_by_a_button()
    {
        var list = Rules();

        await list.InvokeAsync(() => list.Instance.Dropped("a", null));
        list.Find("[aria-label='Move a up']").Click();

        Assert.Equal([new ListMove("a", null), new ListMove("a", "c")], _moves);
        Assert.Equal(["b", "a", "c"], Shown(list));
    }

    [Fact]
    public void Departments_are_ordered_added_and_removed()
    {
        List<string> told = [];
        var editor = Render<DepartmentsEditor>(e => e.Add(d => d.Departments, new JsonArray("support", "sales")).Add(d => d.Offers, Offers).Add(d => d.OnDepartments, names => told.Add(names.ToJsonString())));

        editor.Find("[aria-label='Move sales up']").Click();
        editor.Find("[aria-label='Remove support']").Click();
        editor.Find("[aria-label='Another department']").Input("marketing");
        editor.Find("form").Submit();
        editor.Find("[aria-label='Another department']").Input("Sales");
        editor.Find("form").Submit();

        Assert.Equal(["""["sales","support"]""", """["sales"]""", """["support","sales","marketing"]"""], told);
        Assert.Contains("“Sales” stands here already.", editor.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_department_is_removed_the_next_one_has_the_focus()
    {
        var editor = Render<DepartmentsEditor>(e => e.Add(d => d.Departments, new JsonArray("support", "sales", "marketing")));
        var grips = editor.FindAll(".grip").Select(Reference).ToList();

        editor.Find("[aria-label='Remove sales']").Click();

        Assert.Equal(grips[2], Focused(1));
    }

    [Fact]
    public void Departments_compete_within_a_window_or_not_at_all()
    {
        List<JsonObject?> told = [];
        IRenderedComponent<DepartmentsEditor> Editor(JsonObject? precedence) => Render<DepartmentsEditor>(e => e.Add(d => d.Departments, []).Add(d => d.Precedence, precedence).Add(d => d.OnPrecedence, member => told.Add(member)));

        Editor(null).Find("input[type=checkbox]").Change(true);
        Same("""{ "window": "PT15M", "loser": "delay" }""", told[^1]);
        var editor = Editor(told[^1]);
        editor.Find(".duration input").Input("0");
        Assert.Single(told);
        Assert.Contains("Give a time above zero and up to 400 days.", editor.Markup, StringComparison.Ordinal);
        editor.Find(".duration input").Input("30");
        Same("""{ "window": "PT30M", "loser": "delay" }""", told[^1]);
        editor.FindAll(".verdict-choice button")[1].Click();
        Same("""{ "window": "PT15M", "loser": "suppress" }""", told[^1]);
        editor.Find("input[type=checkbox]").Change(false);
        Assert.Null(told[^1]);
    }

    [Fact]
    public void Consent_says_what_becomes_of_a_contact()
    {
        var editor = Render<ConsentEditor>(e => e.Add(c => c.Consent, null).Add(c => c.OnChanged, member => Told.Add(member)));

        Assert.Equal("A customer who wants no contact is never contacted.", editor.Find(".live-sentence").TextContent.Trim());
        editor.FindAll(".verdict-choice button")[1].Click();

        Same("""{ "doNotContact": "escalate" }""", Assert.Single(Told));
    }

    [Fact]
    public void Handoffs_are_due_within_other_times_of_which_only_those_changed_are_written()
    {
        var editor = Render<HandoffsEditor>(e => e.Add(h => h.Handoffs, null).Add(h => h.OnChanged, member => Told.Add(member)));

        Assert.Equal(["5", "10", "15", "1"], editor.FindAll(".duration input").Select(input => input.GetAttribute("value")));
        editor.FindAll(".duration input")[0].Input("");
        Assert.Empty(Told);
        editor.FindAll(".duration input")[0].Input("2");

        Same("""{ "dueWithin": { "urgent": "PT2M" } }""", Assert.Single(Told));
    }

    private IRenderedComponent<SortableList<Rule>> Rules()
    {
        var rules = PolicyReader.Read($$"""{ "caps": [ {{string.Join(", ", new[] { "a", "b", "c" }.Select(id => $$"""{ "id": "{{id}}", "blocks": {{Contacts}}, "max": 3, "per": "week" }"""))}} ] }""", 1).Caps;
        return Render<SortableList<Rule>>(list => list.Add(l => l.Items, [.. rules]).Add(l => l.IdOf, rule => rule.Id).Add(l => l.NameOf, rule => rule.Name ?? rule.Id).Add(l => l.Label, "Routing rules, the first that fits decides").Add(l => l.Row, rule => builder => builder.AddContent(0, rule.Id)).Add(l => l.OnMoved, move => _moves.Add(move)));
    }

    private static IEnumerable<string> Shown(IRenderedComponent<SortableList<Rule>> list) => list.FindAll(".sort-body").Select(row => row.TextContent.Trim());
}

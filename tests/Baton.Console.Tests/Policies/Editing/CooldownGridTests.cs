using System.Text.Json.Nodes;
using Baton.Web.Policies.Editing;
using Bunit;

namespace Baton.Web.Tests.Policies.Editing;

/// <summary>Cooldowns between departments are a grid of times, each changed with one click.</summary>
public sealed class CooldownGridTests : EditorTests
{
    private const string After = """{ "all": [ { "field": "event.type", "op": "eq", "value": "contact.sent" }, { "field": "agent.department", "op": "eq", "value": "support" } ] }""";
    private const string Sales = """{ "all": [ { "field": "agent.department", "op": "eq", "value": "sales" }, { "field": "action.kind", "op": "startsWith", "value": "contact." } ] }""";
    private const string SalesAfterSupport = $$"""{ "id": "s", "description": "Why", "after": {{After}}, "blocks": {{Sales}}, "for": "PT48H", "then": "delay" }""";
    private const string AfterCases = """{ "id": "cases", "after": { "field": "event.type", "op": "startsWith", "value": "case." }, "blocks": { "field": "action.kind", "op": "startsWith", "value": "contact." }, "for": "PT24H" }""";

    private readonly List<string> _removed = [];

    [Fact]
    public void A_click_on_an_empty_cell_makes_a_rule()
    {
        var grid = Grid();
        Assert.Equal("–", Cell(grid, "sales does not wait after support").TextContent);

        Choose(grid, "sales does not wait after support", "48 h");

        Same($$"""{ "id": "sales-after-support", "name": "Sales waits after support", "after": {{After}}, "blocks": {{Sales}}, "for": "PT48H", "then": "delay" }""", Assert.Single(Told));
    }

    [Fact]
    public void A_cell_shows_its_time_and_keeps_the_rest_of_its_rule_when_that_changes()
    {
        var grid = Grid(SalesAfterSupport);
        Assert.Equal("48 h", Cell(grid, "sales waits 48 h after support").TextContent);

        Choose(grid, "sales waits 48 h after support", "7 days");

        Same(SalesAfterSupport.Replace("PT48H", "P7D", StringComparison.Ordinal), Assert.Single(Told));
    }

    [Fact]
    public void None_removes_the_rule_and_another_time_can_be_entered()
    {
        var grid = Grid(SalesAfterSupport);

        Choose(grid, "sales waits 48 h after support", "None");
        Cell(grid, "sales waits 48 h after support").Click();
        grid.Find(".times .duration input").Input("90");
        grid.Find(".times .duration select").Change("Minutes");
        grid.Find(".times form").Submit();

        Assert.Equal(["s"], _removed);
        Assert.Equal("PT90M", Last["for"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{ "all": [ { "field": "agent.department", "op": "in", "value": ["Support"] }, { "all": [ { "field": "event.type", "op": "in", "value": ["contact.sent"] } ] } ] }""")]
    [InlineData("""{ "all": [ { "any": [ { "field": "agent.department", "op": "eq", "value": "support" } ] }, { "field": "event.type", "op": "eq", "value": "contact.sent" } ] }""")]
    public void The_same_said_otherwise_is_a_cell_too(string after) => Assert.NotNull(Cell(Grid(SalesAfterSupport.Replace(After, after, StringComparison.Ordinal)), "sales waits 48 h after support"));

    [Fact]
    public void One_of_several_departments_is_taken_out_of_their_rule()
    {
        var grid = Grid(SalesAfterSupport.Replace("\"eq\", \"value\": \"sales\"", "\"in\", \"value\": [\"sales\", \"marketing\"]", StringComparison.Ordinal));
        Assert.Equal("48 h", Cell(grid, "marketing waits 48 h after support").TextContent);

        Choose(grid, "marketing waits 48 h after support", "4 h");

        Same(SalesAfterSupport, Told[0]);
        Assert.Equal(("marketing-after-support", "PT4H"), (Told[1]["id"]!.GetValue<string>(), Told[1]["for"]!.GetValue<string>()));
        Choose(grid, "sales waits 48 h after support", "None");
        Same(SalesAfterSupport.Replace("\"sales\"", "\"marketing\"", StringComparison.Ordinal), Last);
        Assert.Empty(_removed);
    }

    [Fact]
    public void Rules_of_another_form_stand_below_as_sentences()
    {
        var grid = Grid(AfterCases, SalesAfterSupport.Replace("\"delay\"", "\"suppress\"", StringComparison.Ordinal));

        Assert.Equal(["After support works on a case, everybody waits 24 h before contacting the customer.", "For 48 h after support contacts the customer, sales does not contact the customer."], grid.FindAll(".others li > span").Select(said => said.TextContent));
        Assert.NotNull(Cell(grid, "sales does not wait after support"));
    }

    [Fact]
    public void Cells_that_decided_more_often_are_darker()
    {
        var grid = Grid(SalesAfterSupport);

        Assert.Contains("decided 12 times in 7 days", Cell(grid, "sales waits 48 h after support").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal("--heat: 100%", Cell(grid, "sales waits 48 h after support").GetAttribute("style"));
        Assert.Null(Cell(grid, "sales does not wait after sales").GetAttribute("style"));
    }

    [Fact]
    public void A_rule_that_is_off_is_shown_so_and_comes_into_force_with_a_time()
    {
        var grid = Grid(SalesAfterSupport.Replace("\"id\"", "\"enabled\": false, \"id\"", StringComparison.Ordinal));

        Choose(grid, "sales waits 48 h after support (off)", "48 h");

        Same(SalesAfterSupport, Assert.Single(Told));
    }

    private IRenderedComponent<CooldownGrid> Grid(params string[] rules) => Render<CooldownGrid>(grid => grid
        .Add(g => g.Document, new JsonObject { ["cooldowns"] = new JsonArray([.. rules.Select(rule => JsonNode.Parse(rule))]) })
        .Add(g => g.Departments, ["support", "sales", "marketing"]).Add(g => g.Uses, new Dictionary<string, IReadOnlyList<double>> { ["cooldown:s"] = [5, 7] })
        .Add(g => g.OnPut, rule => Told.Add(rule)).Add(g => g.OnRemove, id => _removed.Add(id)));

    private static AngleSharp.Dom.IElement Cell(IRenderedComponent<CooldownGrid> grid, string says) => grid.FindAll(".cell").Single(cell => cell.GetAttribute("aria-label")!.StartsWith(says, StringComparison.Ordinal));

    private static void Choose(IRenderedComponent<CooldownGrid> grid, string cell, string time)
    {
        Cell(grid, cell).Click();
        grid.FindAll(".times .item").Single(item => item.TextContent == time).Click();
    }
}

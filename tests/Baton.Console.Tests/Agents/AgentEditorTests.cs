using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Tools;
using Baton.Engine.Agents;
using Baton.Engine.Mcp;
using Baton.Engine.Policies;
using Baton.Engine.Tools;
using Baton.Web.Agents.Editing;
using Baton.Web.SignIn;
using Baton.Web.Tests.Handoffs;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Agents;

/// <summary>Agents of every kind are defined in the browser.</summary>
public sealed class AgentEditorTests() : CasePage(new Parrot("parrot"))
{
    private AgentDefinition? Defined(string name) => Services.GetRequiredService<Configurations>().Of(Workspace).Agent(name);

    [Fact]
    public async Task A_language_model_is_defined_with_a_tool_a_limit_and_what_it_may_see()
    {
        var editor = await ShowAsync();
        editor.Find("#agent-name").Change("writer");
        editor.Find("#agent-department").Change("support");
        editor.Find("#agent-kind").Change("Llm");
        editor.WaitForElement("#agent-llm-model", TimeSpan.FromSeconds(10)).Change("small-1");
        editor.Find("#agent-llm-address").Change("http://localhost:9/v1");
        editor.Find("#agent-llm-instructions").Change("Help {{customer.plan}}.");
        editor.FindAll("input[name=agent-context]")[1].Change(true);
        var fields = editor.WaitForElement("[aria-label='Fields of the customer']", TimeSpan.FromSeconds(10));
        fields.Input("plan,");
        Button(editor, "Give it a tool").Click();
        editor.WaitForElement("#agent-tools-0-tool", TimeSpan.FromSeconds(10)).Change("orders.read");
        editor.Find("#agent-limits-concurrency").Change("2");
        editor.Find("#agent-limits-daily-money").Change("5");

        editor.Find("form").Submit();

        editor.WaitForAssertion(() => Assert.NotNull(Defined("writer")), TimeSpan.FromSeconds(10));
        var agent = Defined("writer")!;
        Assert.Equal((AgentKind.Llm, "small-1", "http://localhost:9/v1"), (agent.Kind, agent.Llm!.Model, agent.Llm.Address!.OriginalString));
        Assert.Equal("plan", agent.Context!.Customer.Single());
        Assert.Equal("orders.read", agent.Tools.Single().Tool);
        Assert.Equal((2, 5m), (agent.Limits!.Concurrency, agent.Limits.Daily!.Money));
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_the_part_is_open()
    {
        var editor = await ShowAsync();
        editor.Find("#agent-name").Change("Not Good");
        editor.Find("#agent-department").Change("support");
        editor.Find("#agent-limits-perMinute").Change("many");
        Assert.False(Part(editor, "Limits and budgets").HasAttribute("open"));

        editor.Find("form").Submit();

        editor.WaitForAssertion(() => Assert.Equal("true", editor.Find("#agent-limits-perMinute").GetAttribute("aria-invalid")), TimeSpan.FromSeconds(10));
        Assert.Contains("lower-case letters", editor.Find("#agent-name-note").TextContent, StringComparison.Ordinal);
        Assert.Equal("agent-limits-perMinute-note", editor.Find("#agent-limits-perMinute").GetAttribute("aria-describedby"));
        Assert.True(Part(editor, "Limits and budgets").HasAttribute("open"));
        Assert.Contains("2 things are not right yet", editor.Find(".told").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tools_and_servers_that_are_registered_are_offered()
    {
        await Services.GetRequiredService<ToolDesk>().DefineAsync(Workspace, new ToolDefinition { Name = "orders.read", Description = "Reads orders.", Arguments = System.Text.Json.JsonElement.Parse("""{"type":"object"}"""), Http = new HttpCall { Method = "GET", Address = "https://shop.example.com/orders" } }, Actor.Person(Ben));
        await Services.GetRequiredService<McpDesk>().DefineAsync(Workspace, new McpServerDefinition { Name = "files", Address = new Uri("https://files.example.com/mcp") }, Actor.Person(Ben));
        var editor = await ShowAsync();
        editor.Find("#agent-kind").Change("Mcp");
        editor.WaitForElement("#agent-mcp-server", TimeSpan.FromSeconds(10));
        Button(editor, "Give it a tool").Click();
        editor.WaitForElement("#agent-tools-0-tool", TimeSpan.FromSeconds(10));

        Assert.Equal(["files"], Offered("#agent-mcp-server"));
        Assert.Contains("orders.read", Offered("#agent-tools-0-tool"));
        Assert.Contains("customer.read", Offered("#agent-tools-0-tool"));

        IEnumerable<string?> Offered(string field) => editor.FindAll($"#{editor.Find(field).GetAttribute("list")} option").Select(o => o.GetAttribute("value"));
    }

    [Fact]
    public async Task A_fallback_that_leads_back_to_the_agent_is_said_beside_its_field_and_not_saved()
    {
        await Services.GetRequiredService<AgentDesk>().DefineAsync(Workspace, new() { Name = "second", Department = "sales", Fallback = "first" }, Actor.Person(Ben));
        var editor = await ShowAsync();
        editor.Find("#agent-name").Change("first");
        editor.Find("#agent-department").Change("support");
        editor.Find("#agent-fallback").Change("second");

        editor.Find("form").Submit();

        editor.WaitForAssertion(() => Assert.Contains("first → second → first", editor.Find("#agent-fallback-note").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Null(Defined("first"));
    }

    [Fact]
    public async Task An_agent_that_exists_is_not_overwritten_by_a_new_one_of_its_name()
    {
        await Services.GetRequiredService<AgentDesk>().DefineAsync(Workspace, new() { Name = "reply", Department = "sales" }, Actor.Person(Ben));
        var editor = await ShowAsync();
        editor.Find("#agent-name").Change("reply");
        editor.Find("#agent-department").Change("support");

        editor.Find("form").Submit();

        editor.WaitForAssertion(() => Assert.Contains("There is an agent called reply already", editor.Find(".told").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Equal("sales", Defined("reply")!.Department);
    }

    [Fact]
    public async Task The_connection_is_tested_before_the_agent_is_saved()
    {
        var editor = await ShowAsync();
        editor.Find("#agent-name").Change("sorter");
        editor.Find("#agent-department").Change("support");
        editor.Find("#agent-kind").Change("BuiltIn");
        editor.WaitForElement("#agent-builtin", TimeSpan.FromSeconds(10)).Change("parrot");

        Button(editor, "Test the connection").Click();

        editor.WaitForAssertion(() => Assert.Contains("It answered, 90 % sure", editor.Find(".connection-result").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Null(Defined("sorter"));
    }

    [Fact]
    public async Task The_prompt_is_shown_on_the_newest_message_with_what_it_lacks()
    {
        await TakeAsync("kim@example.com", EventTypes.MessageReceived, new { text = "Where is my parcel?" });
        var editor = await ShowAsync();
        editor.Find("#agent-name").Change("writer");
        editor.Find("#agent-department").Change("support");
        editor.Find("#agent-kind").Change("Llm");
        editor.WaitForElement("#agent-llm-model", TimeSpan.FromSeconds(10)).Change("small-1");
        editor.Find("#agent-llm-instructions").Change("They write: {{event.text}} on {{customer.plan}}.");

        Button(editor, "Show the prompt").Click();

        editor.WaitForAssertion(() => Assert.Contains("They write: Where is my parcel? on", editor.Find(".prompt pre").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Contains("customer.plan", editor.Find(".prompt .bad").TextContent, StringComparison.Ordinal);
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<AgentEditor> editor, string words) => editor.FindAll("button").Single(b => b.TextContent.Contains(words, StringComparison.Ordinal));

    private static AngleSharp.Dom.IElement Part(IRenderedComponent<AgentEditor> editor, string title) => editor.FindAll("details.form-part").Single(d => d.QuerySelector("summary")!.TextContent.StartsWith(title, StringComparison.Ordinal));

    private async Task<IRenderedComponent<AgentEditor>> ShowAsync()
    {
        var editor = Render<AgentEditor>(editor => editor.Add(e => e.Name, "").Add(e => e.CloseHref, "/agents").AddCascadingValue(Ana with { Role = Role.Admin }));
        editor.WaitForAssertion(() => Assert.False(editor.Find("form").HasAttribute("aria-busy")), TimeSpan.FromSeconds(10));
        await editor.InvokeAsync(() => { }); // what follows finds the renderer idle
        return editor;
    }
}

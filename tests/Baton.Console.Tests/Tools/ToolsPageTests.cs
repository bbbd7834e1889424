using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Tools;
using Baton.Engine;
using Baton.Engine.Agents;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Tools;
using Baton.Web.Frame.Keys;
using Baton.Web.Frame.Live;
using Baton.Web.SignIn;
using Baton.Web.Tools;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Tools;

[Trait("Database", "Sqlite")]
public sealed class ToolsPageTests : BunitContext, IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("baton-");

    public ToolsPageTests()
    {
        Services.AddLogging();
        Services.AddEngine(new StorageOptions { Data = _data.FullName }, new AppClock(TimeProvider.System, new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), rate: 0));
        Services.AddSingleton<ILiveSignal, LiveSignal>();
        Services.AddScoped<KeyMap>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        AddAuthorization().SetAuthorized("ana@example.com");
        SetRendererInfo(new Microsoft.AspNetCore.Components.RendererInfo("Server", isInteractive: true));
    }

    private ToolRegistry Registry => Services.GetRequiredService<ToolRegistry>();

    public async ValueTask InitializeAsync() => await Services.GetRequiredService<EngineService>().StartAsync(CancellationToken.None);

    [Fact]
    public void Without_a_tool_of_its_own_it_says_what_tools_are_and_how_to_begin()
    {
        var page = Shown(Role.Admin);

        Assert.Contains("No tool of your own yet", page.Markup, StringComparison.Ordinal);
        Assert.Contains("customer.read", page.Find("table.tool-list").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_is_added_in_fields_with_each_fault_beside_its_field()
    {
        var page = Shown(Role.Admin, "tools?define=");
        await page.Find("#tool-name").ChangeAsync(new() { Value = "Order!" });
        await page.Find("#tool-form").SubmitAsync();
        Assert.Contains("is no name of a tool", page.Find("#tool-form").TextContent, StringComparison.Ordinal);

        await page.Find("#tool-name").ChangeAsync(new() { Value = "refund" });
        await page.Find("#tool-description").ChangeAsync(new() { Value = "Refunds an order." });
        await page.Find("#tool-method").ChangeAsync(new() { Value = "POST" });
        await page.Find("#tool-address").ChangeAsync(new() { Value = "https://shop.example.com/orders/{order}/refunds" });
        await page.Find("#tool-form").SubmitAsync();

        var tool = Registry.Find("default", "refund");
        Assert.Equal(("POST", true), (tool?.Http?.Method, tool?.Writes));
        Assert.Equal("""["order"]""", tool!.Arguments.GetProperty("required").GetRawText());
        page.WaitForAssertion(() => Assert.Contains("Refunds an order.", page.Find("table.tool-list").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pasted_document_is_looked_at_and_what_is_ticked_is_made()
    {
        var page = Shown(Role.Admin, "tools?import=");
        await page.Find("#import-text").ChangeAsync(new() { Value = """{"openapi":"3.1.0","info":{"title":"Shop"},"servers":[{"url":"https://shop.example.com"}],"paths":{"/a":{"get":{"operationId":"readA"},"post":{"operationId":"makeA"},"delete":{"deprecated":true}}}}""" });
        await page.Find("#import-form").SubmitAsync();
        Assert.Contains("1 left out", page.Markup, StringComparison.Ordinal);

        await page.Find("input[aria-label=make-a]").ChangeAsync(new() { Value = false });
        await page.Find(".panel footer button").ClickAsync();

        Assert.Equal(["read-a"], Registry.DefinedIn("default").Select(t => t.Name));
    }

    [Fact]
    public async Task One_tool_shows_who_has_it_is_tried_by_hand_and_removed_after_asking_once()
    {
        await Services.GetRequiredService<ToolDesk>().DefineAsync("default", Tool, Actor.Person("ana@example.com"));
        await Services.GetRequiredService<AgentDesk>().DefineAsync("default", new AgentDefinition { Name = "reply", Department = "support", Tools = [new ToolGrant { Tool = "refund*", Write = true }] }, Actor.Person("ana@example.com"));
        var page = Shown(Role.Admin, "tools?tool=refund");
        Assert.Contains("reply", page.Find(".panel .facts").TextContent, StringComparison.Ordinal);

        await page.Find("#try-arguments").ChangeAsync(new() { Value = "{ not json" });
        await page.Find(".panel form").SubmitAsync();
        Assert.Contains("This is not JSON", page.Find(".panel form").TextContent, StringComparison.Ordinal);

        await page.Find(".panel footer button").ClickAsync();
        await page.Find(".panel footer button.danger").ClickAsync();
        Assert.Empty(Registry.DefinedIn("default"));
    }

    [Fact]
    public async Task Who_only_looks_can_change_and_use_nothing()
    {
        await Services.GetRequiredService<ToolDesk>().DefineAsync("default", Tool, Actor.Person("ana@example.com"));

        var page = Shown(Role.Viewer, "tools?tool=refund");

        Assert.Empty(page.FindAll("form, .panel footer button, .page-head .actions"));
        Assert.Empty(Shown(Role.Viewer, "tools?define=").FindAll("form"));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await Services.GetRequiredService<EngineService>().StopAsync(CancellationToken.None);
        await base.DisposeAsyncCore();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    private static ToolDefinition Tool => new()
    {
        Name = "refund",
        Description = "Refunds an order.",
        Arguments = JsonElement.Parse("""{"type":"object"}"""),
        Writes = true,
        Http = new HttpCall { Method = "POST", Address = "https://shop.example.com/refunds" },
    };

    private IRenderedComponent<ToolsPage> Shown(Role role, string address = "tools")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<ToolsPage>(page => page.AddCascadingValue(new Viewer("default", "ana@example.com", "Ana Alvarez", role)));
    }
}

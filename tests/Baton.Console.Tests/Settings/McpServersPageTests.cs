using Baton.Core.Events;
using Baton.Engine;
using Baton.Engine.Clocks;
using Baton.Engine.Mcp;
using Baton.Engine.Storage;
using Baton.Web.Frame.Live;
using Baton.Web.Settings;
using Baton.Web.SignIn;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Settings;

[Trait("Database", "Sqlite")]
public sealed class McpServersPageTests : BunitContext, IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("baton-");

    public McpServersPageTests()
    {
        Services.AddLogging();
        Services.AddEngine(new StorageOptions { Data = _data.FullName }, new AppClock(TimeProvider.System, new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), rate: 0));
        Services.AddSingleton(new McpOptions { Commands = ["/usr/local/bin/mcp-files"] });
        Services.AddSingleton<ILiveSignal, LiveSignal>();
        AddAuthorization().SetAuthorized("ana@example.com");
        SetRendererInfo(new Microsoft.AspNetCore.Components.RendererInfo("Server", isInteractive: true));
    }

    private McpDesk Desk => Services.GetRequiredService<McpDesk>();

    public async ValueTask InitializeAsync() => await Services.GetRequiredService<EngineService>().StartAsync(CancellationToken.None);

    [Fact]
    public async Task An_admin_registers_a_server_and_what_is_wrong_with_one_is_said()
    {
        var page = Shown(Role.Admin);
        page.WaitForAssertion(() => Assert.Contains("No MCP servers yet", page.Markup, StringComparison.Ordinal));

        await page.Find("header button").ClickAsync();
        await page.Find("#mcp-name").ChangeAsync(new() { Value = "orders" });
        await page.Find("#mcp-address").ChangeAsync(new() { Value = "nowhere" });
        await page.Find("form").SubmitAsync();
        Assert.Contains("is no address such as", page.Find("form [role=alert]").TextContent, StringComparison.Ordinal);
        await page.Find("#mcp-address").ChangeAsync(new() { Value = "https://mcp.example.com/mcp" });
        await page.Find("#mcp-credential").ChangeAsync(new() { Value = "orders-token" });
        await page.Find("form").SubmitAsync();

        Assert.Contains("orders is registered", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        var server = Assert.Single(await Desk.ListAsync("default", Xunit.TestContext.Current.CancellationToken));
        Assert.Equal(("orders", "https://mcp.example.com/mcp", "orders-token"), (server.Name, server.Address!.ToString(), server.Credential));
    }

    [Fact]
    public async Task A_program_that_was_not_allowed_is_not_registered()
    {
        var page = Shown(Role.Admin);
        await page.Find("header button").ClickAsync();
        await page.Find("#mcp-way").ChangeAsync(new() { Value = "Program" });
        await page.Find("#mcp-name").ChangeAsync(new() { Value = "shell" });
        await page.Find("#mcp-command").ChangeAsync(new() { Value = "sh" });
        await page.Find("form").SubmitAsync();

        Assert.Contains("The program sh may not be started on this machine.", page.Find("form [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(await Desk.ListAsync("default", Xunit.TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_program_is_changed_with_what_it_had()
    {
        await Desk.DefineAsync("default", new McpServerDefinition { Name = "files", Command = "/usr/local/bin/mcp-files", Arguments = ["--root", "/srv"], Description = "Files.", Timeout = TimeSpan.FromSeconds(5), Environment = McpServerDefinitionEnvironment }, Actor.Person("olga"), Xunit.TestContext.Current.CancellationToken);
        var page = Shown(Role.Admin);
        page.WaitForAssertion(() => Assert.Contains("files-token", page.Markup, StringComparison.Ordinal));

        await page.FindAll("button").First(b => b.TextContent == "Change").ClickAsync();
        Assert.Equal("--root\n/srv", page.Find("#mcp-arguments").GetAttribute("value"));
        await page.Find("#mcp-arguments").ChangeAsync(new() { Value = "--root\n/data" });
        await page.Find("form").SubmitAsync();

        var server = Assert.Single(await Desk.ListAsync("default", Xunit.TestContext.Current.CancellationToken));
        Assert.Equal(["--root", "/data"], server.Arguments);
        Assert.Equal(("Files.", TimeSpan.FromSeconds(5), "files-token", "read"), (server.Description, server.Timeout, server.Environment["TOKEN"].Credential, server.Environment["MODE"].Value));
    }

    [Fact]
    public async Task Who_is_no_admin_changes_nothing()
    {
        var page = Shown(Role.Operator);
        await page.Find("header button").ClickAsync();
        await page.Find("#mcp-name").ChangeAsync(new() { Value = "orders" });
        await page.Find("#mcp-address").ChangeAsync(new() { Value = "https://mcp.example.com/mcp" });
        await page.Find("form").SubmitAsync();

        Assert.Empty(await Desk.ListAsync("default", Xunit.TestContext.Current.CancellationToken));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await Services.GetRequiredService<EngineService>().StopAsync(CancellationToken.None);
        await base.DisposeAsyncCore();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, McpVariable> McpServerDefinitionEnvironment =>
        System.Collections.Immutable.ImmutableSortedDictionary<string, McpVariable>.Empty.Add("MODE", new McpVariable("read")).Add("TOKEN", new McpVariable(Credential: "files-token"));

    private IRenderedComponent<McpServersPage> Shown(Role role) => Render<McpServersPage>(page => page.AddCascadingValue(new Viewer("default", "ana@example.com", "Ana Alvarez", role)));
}

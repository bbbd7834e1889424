using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Engine;
using Baton.Engine.Agents;
using Baton.Engine.Clocks;
using Baton.Engine.Credentials;
using Baton.Engine.Outbound;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Agents;
using Baton.Web.Credentials;
using Baton.Web.Frame.Live;
using Baton.Web.Settings;
using Baton.Web.SignIn;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Credentials;

[Trait("Database", "Sqlite")]
public sealed class CredentialsPageTests : BunitContext, IAsyncLifetime
{
    private const string Value = "sk-0123456789";
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("baton-");

    public CredentialsPageTests()
    {
        Services.AddLogging();
        Services.AddEngine(new StorageOptions { Data = _data.FullName }, new AppClock(TimeProvider.System, new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), rate: 0));
        Services.AddSingleton<ISecretBox>(new ProtectedSecrets(new EphemeralDataProtectionProvider()));
        Services.AddSingleton<ILiveSignal, LiveSignal>();
        AddAuthorization().SetAuthorized("ana@example.com");
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public async ValueTask InitializeAsync() => await Services.GetRequiredService<EngineService>().StartAsync(CancellationToken.None);

    [Fact]
    public async Task An_admin_adds_rotates_and_deletes_one_and_its_value_is_never_on_the_page()
    {
        var page = Shown<CredentialsPage>(Role.Admin);
        Assert.Contains("No credentials yet", page.Markup, StringComparison.Ordinal);

        await page.Find("header button").ClickAsync();
        await FillAsync(page, "openai", Value, "API.openai.com, *.example.com");
        await page.Find("form").SubmitAsync();
        Assert.Equal(Value, Reveal());
        Assert.Contains("api.openai.com, *.example.com", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("form"));

        await page.FindAll("tbody button")[0].ClickAsync();
        Assert.Equal("", page.Find("#credential-value").GetAttribute("value") ?? "");
        await page.Find("#credential-value").ChangeAsync(new() { Value = "sk-another-value" });
        await page.Find("#credential-overlap").ChangeAsync(new() { Value = "24" });
        await page.Find("form").SubmitAsync();
        Assert.Equal("sk-another-value", Reveal());
        Assert.Contains("the one before until", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-", page.Markup, StringComparison.Ordinal);

        await page.FindAll("tbody button")[1].ClickAsync();
        Assert.Equal("Delete openai?", page.Find("[role=alertdialog] .small").TextContent);
        await page.Find("[role=alertdialog] button.danger").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("No credentials yet", page.Markup, StringComparison.Ordinal));
        Assert.Throws<CredentialException>(Reveal);
    }

    [Theory]
    [InlineData("Open AI", Value, "api.openai.com", "A name has")]
    [InlineData("openai", "short", "api.openai.com", "A value has 8")]
    [InlineData("openai", Value, "https://api.openai.com", "is no host")]
    [InlineData("openai", Value, " ", "Name 1 to 20 hosts")]
    public async Task What_cannot_be_is_said_and_nothing_is_kept(string name, string value, string hosts, string why)
    {
        var page = Shown<CredentialsPage>(Role.Admin);

        await page.Find("header button").ClickAsync();
        await FillAsync(page, name, value, hosts);
        await page.Find("form").SubmitAsync();

        Assert.Contains(why, page.Find(".fault").TextContent, StringComparison.Ordinal);
        Assert.Empty(await Services.GetRequiredService<CredentialDesk>().ListAsync("default", Xunit.TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_is_no_admin_changes_nothing()
    {
        var page = Shown<CredentialsPage>(Role.Operator);
        await page.Find("header button").ClickAsync();
        await FillAsync(page, "openai", Value, "api.openai.com");
        await page.Find("form").SubmitAsync();
        var card = Shown<OutboundCard>(Role.Operator);
        await card.Find("textarea").ChangeAsync(new() { Value = "localhost" });
        await card.Find("form").SubmitAsync();

        Assert.Empty(await Services.GetRequiredService<CredentialDesk>().ListAsync("default", Xunit.TestContext.Current.CancellationToken));
        Assert.Empty(Services.GetRequiredService<OutboundDesk>().ListOf("default"));
    }

    [Fact]
    public async Task What_calls_may_reach_is_said_line_by_line()
    {
        var card = Shown<OutboundCard>(Role.Admin);

        await card.Find("textarea").ChangeAsync(new() { Value = "localhost:11434\nhttp://x" });
        await card.Find("form").SubmitAsync();
        Assert.Contains("“http://x” is no host", card.Find("[role=status]").TextContent, StringComparison.Ordinal);
        await card.Find("textarea").ChangeAsync(new() { Value = "localhost:11434\n10.0.0.0/8" });
        await card.Find("form").SubmitAsync();

        Assert.Equal(["localhost:11434", "10.0.0.0/8"], Services.GetRequiredService<OutboundDesk>().ListOf("default"));
        Assert.Contains("10.0.0.0/8", Shown<OutboundCard>(Role.Admin).Find("textarea").GetAttribute("value"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_a_task_shows_what_was_sent_and_what_came_of_it()
    {
        var id = await FinishedTaskAsync();

        var page = ShownTask(id);

        Assert.Contains("A task of worker", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Where is my parcel?", page.Find("blockquote").TextContent, StringComparison.Ordinal);
        Assert.Equal(["{\n  \"shown\": \"<all>\"\n}", "{\n  \"label\": \"parcel\"\n}"], page.FindAll("pre").Select(p => p.TextContent.ReplaceLineEndings("\n")));
        Assert.Contains("worker, try 1", page.Find("aside a[href^='/tasks/']").TextContent, StringComparison.Ordinal);
        Assert.Contains("There is no such task", ShownTask("t-nothing").Markup, StringComparison.Ordinal);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await Services.GetRequiredService<EngineService>().StopAsync(CancellationToken.None);
        await base.DisposeAsyncCore();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    private async Task<string> FinishedTaskAsync()
    {
        var (agents, policies, conductor) = (Services.GetRequiredService<AgentDesk>(), Services.GetRequiredService<PolicyDesk>(), Services.GetRequiredService<Conductor>());
        await agents.DefineAsync("default", new AgentDefinition { Name = "worker", Department = "support" }, Actor.Person("olga"));
        await policies.PutDraftAsync("default", System.Text.Json.JsonElement.Parse("""{"departments":["support"],"routing":[{"id":"all","when":{"field":"event.type","op":"eq","value":"message.received"},"to":{"agent":"worker"}}]}"""), "olga");
        await policies.PublishAsync("default", Actor.Person("olga"), note: null);
        await conductor.TakeAsync("default", new Input { Source = "urn:test", Id = "m-1", Type = EventTypes.MessageReceived, Actor = Actor.Channel("urn:test"), Addresses = [new Address("email", "ana@example.com")], Data = System.Text.Json.JsonElement.Parse("""{"text":"Where is my parcel?"}""") });
        var task = Assert.Single(await Services.GetRequiredService<PullDesk>().ClaimAsync("default", "worker", 1, TimeSpan.Zero));
        await Services.GetRequiredService<TaskDesk>().FinishAsync("default", new TaskResult(task.Id, "worker", ResultStatus.Success, System.Text.Json.JsonElement.Parse("""{"label":"parcel"}""")) { Sent = System.Text.Json.JsonElement.Parse("""{"shown":"<all>"}""") });
        return task.Id;
    }

    private static async Task FillAsync(IRenderedComponent<CredentialsPage> page, string name, string value, string hosts)
    {
        await page.Find("#credential-name").ChangeAsync(new() { Value = name });
        await page.Find("#credential-value").ChangeAsync(new() { Value = value });
        await page.Find("#credential-hosts").ChangeAsync(new() { Value = hosts });
    }

    private string Reveal() => Services.GetRequiredService<ICredentials>().Reveal(WorkspaceDesk.First, "openai", new Uri("https://api.openai.com/v1"));

    private IRenderedComponent<TComponent> Shown<TComponent>(Role role)
        where TComponent : IComponent => Render<TComponent>(page => page.AddCascadingValue(ViewerOf(role)));

    private IRenderedComponent<TaskPage> ShownTask(string id) => Render<TaskPage>(page => page.AddCascadingValue(ViewerOf(Role.Viewer)).Add(p => p.Id, id));

    private static Viewer ViewerOf(Role role) => new("default", "ana@example.com", "Ana Alvarez", role);
}

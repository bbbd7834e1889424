using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Handoffs.Queues;
using Baton.Engine;
using Baton.Engine.Clocks;
using Baton.Engine.Handoffs.Queues;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Web.Frame.Live;
using Baton.Web.Handoffs.Queues;
using Baton.Web.SignIn;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Handoffs.Queues;

[Trait("Database", "Sqlite")]
public sealed class QueuesPageTests : BunitContext, IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("baton-");

    public QueuesPageTests()
    {
        Services.AddLogging();
        Services.AddEngine(new StorageOptions { Data = _data.FullName }, new AppClock(TimeProvider.System, new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), rate: 0));
        Services.AddSingleton<ILiveSignal, LiveSignal>();
        Services.AddSingleton<Members>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        AddAuthorization().SetAuthorized("ana@example.com");
        SetRendererInfo(new Microsoft.AspNetCore.Components.RendererInfo("Server", isInteractive: true));
    }

    private Core.Deciding.WorkspaceConfig Config => Services.GetRequiredService<Configurations>().Of("default");

    public async ValueTask InitializeAsync()
    {
        await Services.GetRequiredService<EngineService>().StartAsync(CancellationToken.None);
        await Services.GetRequiredService<Members>().PutAsync("kim@example.com", "Kim", Role.HumanAgent);
    }

    [Fact]
    public async Task An_admin_defines_a_queue_and_reads_what_it_means_while_editing()
    {
        var page = Shown<QueuesPage>(Role.Admin);
        page.WaitForAssertion(() => Assert.Contains("No queue is defined yet", page.Markup, StringComparison.Ordinal));

        await page.Find("header button").ClickAsync();
        Assert.True(page.Find(".queue-editor [type=submit]").HasAttribute("disabled"));
        await page.Find("#queue-name").InputAsync(new() { Value = "finance" });
        await page.Find("#queue-title").InputAsync(new() { Value = "Finance" });
        await page.Find("[aria-label='Urgent: taken within']").InputAsync(new() { Value = "2" });
        Assert.Equal("All human agents are free to pick cases, at any hour. An urgent case is taken within 2 h. People are warned after 75 % of the time.", page.Find(".live-sentence").TextContent.Trim());
        await page.FindAll(".hours [type=radio]")[1].ChangeAsync(new() { Value = "on" });
        Assert.Contains("Mon–Fri 09:00–17:00, UTC time", page.Find(".live-sentence").TextContent, StringComparison.Ordinal);
        await page.Find(".queue-editor").SubmitAsync();

        Assert.Contains("Finance is defined", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        var queue = Config.QueueOf("finance");
        Assert.Equal((TimeSpan.FromHours(2), 5), (queue.LevelOf(Priority.Urgent)!.Claim, queue.Hours!.Weekly.Length));
    }

    [Fact]
    public async Task What_is_wrong_with_the_hours_is_said_where_the_meaning_stood_and_nothing_is_saved()
    {
        await Services.GetRequiredService<QueueDesk>().DefineAsync("default", new QueueDefinition { Name = "finance" }, Actor.Person("ana@example.com"));
        var page = Shown<QueuesPage>(Role.Admin);
        page.WaitForElement(".queue-cards button");
        await page.Find(".queue-cards button").ClickAsync();
        await page.FindAll(".hours [type=radio]")[1].ChangeAsync(new() { Value = "on" });
        await page.Find("[aria-label='Monday, until']").ChangeAsync(new() { Value = "08:00" });

        Assert.Contains("Monday ends at 08:00, before it begins", page.Find(".live-sentence").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find(".queue-editor [type=submit]").HasAttribute("disabled"));
        Assert.Null(Config.QueueOf("finance").Hours);
    }

    [Fact]
    public async Task An_admin_says_what_a_person_knows()
    {
        var page = Shown<PeoplePage>(Role.Admin);
        page.WaitForElement("tbody button");
        await page.Find("tbody button").ClickAsync();
        await page.Find("[aria-label='Skills']").InputAsync(new() { Value = "refunds," });
        await page.Find("#person-capacity").ChangeAsync(new() { Value = "3" });
        await page.Find(".queue-editor").SubmitAsync();

        Assert.Equal((3, "refunds"), (Config.PersonOf("kim@example.com").Capacity, Assert.Single(Config.PersonOf("kim@example.com").Skills)));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await Services.GetRequiredService<EngineService>().StopAsync(CancellationToken.None);
        await base.DisposeAsyncCore();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    private IRenderedComponent<T> Shown<T>(Role role)
        where T : Microsoft.AspNetCore.Components.IComponent => Render<T>(p => p.AddCascadingValue(new Viewer("default", "ana@example.com", "Ana", role)));
}

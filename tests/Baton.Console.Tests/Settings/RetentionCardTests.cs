using Baton.Engine;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Settings;
using Baton.Web.SignIn;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Settings;

[Trait("Database", "Sqlite")]
public sealed class RetentionCardTests : BunitContext, IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("baton-");

    public RetentionCardTests()
    {
        Services.AddLogging();
        Services.AddEngine(new StorageOptions { Data = _data.FullName }, new AppClock(TimeProvider.System, new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), rate: 0));
    }

    public async ValueTask InitializeAsync() => await Services.GetRequiredService<EngineService>().StartAsync(CancellationToken.None);

    [Fact]
    public async Task An_admin_sets_how_long_is_kept_and_finds_it_again()
    {
        var card = Shown(Role.Admin);
        Assert.Equal("", card.Find("#retention-days").GetAttribute("value") ?? "");

        await card.Find("#retention-days").ChangeAsync(new() { Value = "90" });
        await card.Find("form").SubmitAsync();

        Assert.Contains("Saved", card.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal(new Retention(TimeSpan.FromDays(90), Archive: true), await KeptAsync());
        Assert.Equal("90", Shown(Role.Admin).Find("#retention-days").GetAttribute("value"));
    }

    [Fact]
    public async Task Without_files_it_asks_once_before_it_drops_for_good()
    {
        var card = Shown(Role.Admin);
        Assert.Empty(card.FindAll("[role=alert]"));

        await card.Find("#retention-archive").ChangeAsync(new() { Value = false });

        Assert.Contains("for good", card.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await card.Find("#retention-days").ChangeAsync(new() { Value = "90" });
        await card.Find("form").SubmitAsync();
        Assert.Equal(Retention.Everything, await KeptAsync());
        await card.Find("form button").ClickAsync();
        Assert.Contains("older than 90 days", card.Find("[role=alertdialog]").TextContent, StringComparison.Ordinal);
        Assert.Equal(Retention.Everything, await KeptAsync());
        await card.Find("[role=alertdialog] button.danger").ClickAsync();
        Assert.Equal(new Retention(TimeSpan.FromDays(90), Archive: false), await KeptAsync());
    }

    [Fact]
    public async Task Too_short_a_time_is_not_saved_and_says_what_can_be_chosen()
    {
        var card = Shown(Role.Admin);

        await card.Find("#retention-days").ChangeAsync(new() { Value = "7" });
        await card.Find("form").SubmitAsync();

        Assert.Contains("30 to 36500", card.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Null((await KeptAsync()).Keep);
    }

    [Fact]
    public async Task Who_is_no_admin_changes_nothing()
    {
        var card = Shown(Role.Operator);

        await card.Find("#retention-days").ChangeAsync(new() { Value = "90" });
        await card.Find("form").SubmitAsync();

        Assert.Contains("Only an admin", card.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Null((await KeptAsync()).Keep);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await Services.GetRequiredService<EngineService>().StopAsync(CancellationToken.None);
        await base.DisposeAsyncCore();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    private IRenderedComponent<RetentionCard> Shown(Role role) => Render<RetentionCard>(card => card.AddCascadingValue(new Viewer("default", "ana@example.com", "Ana Alvarez", role)));

    private Task<Retention> KeptAsync() => Services.GetRequiredService<RetentionDesk>().FindAsync("default", Xunit.TestContext.Current.CancellationToken);
}

using Baton.Core.Events;
using Baton.Engine;
using Baton.Engine.Clocks;
using Baton.Engine.Knowledge;
using Baton.Engine.Storage;
using Baton.Web.Frame.Keys;
using Baton.Web.Frame.Live;
using Baton.Web.Knowledge;
using Baton.Web.SignIn;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Knowledge;

[Trait("Database", "Sqlite")]
public sealed class KnowledgePageTests : BunitContext, IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("baton-");

    public KnowledgePageTests()
    {
        Services.AddLogging();
        Services.AddEngine(new StorageOptions { Data = _data.FullName }, new AppClock(TimeProvider.System, new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), rate: 0));
        Services.AddSingleton<ILiveSignal, LiveSignal>();
        Services.AddScoped<KeyMap>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    private Articles Articles => Services.GetRequiredService<Articles>();

    public async ValueTask InitializeAsync() => await Services.GetRequiredService<EngineService>().StartAsync(CancellationToken.None);

    [Fact]
    public async Task An_article_is_written_in_fields_with_each_fault_beside_its_field()
    {
        var page = Shown(Role.Operator, "knowledge?edit=");
        await page.Find("#article-title").ChangeAsync(new() { Value = "Lost umbrellas" });
        await page.Find("#article-form").SubmitAsync();
        Assert.Contains("'text' must be", page.Find("#article-text-note").TextContent, StringComparison.Ordinal);

        await page.Find("#article-text").ChangeAsync(new() { Value = "We keep umbrellas for a year." });
        await page.Find("#article-tags").ChangeAsync(new() { Value = "lost, umbrella" });
        await page.Find("#article-form").SubmitAsync();

        var card = Assert.Single(await Articles.ListAsync("default"));
        Assert.Equal(("lost-umbrellas", "ana@example.com", 2), (card.Article.Id, card.Author, card.Article.Tags.Count));
        page.WaitForAssertion(() => Assert.Contains("We keep umbrellas", page.Find("table").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_proposed_article_is_accepted_or_turned_down()
    {
        await Articles.ProposeAsync("default", "Umbrellas", "We keep umbrellas for a year.", [], "c1-h1", Actor.Agent("learning"));
        await Articles.ProposeAsync("default", "Skis", "Skis fly free.", [], null, Actor.Agent("learning"));

        var page = Shown(Role.Operator, "knowledge?article=umbrellas");
        Assert.Contains("/handoffs/c1-h1", page.Find(".panel").InnerHtml, StringComparison.Ordinal);
        await page.Find(".panel footer button.primary").ClickAsync();
        Assert.False((await Articles.FindAsync("default", "umbrellas"))!.IsProposed);

        page = Shown(Role.Operator, "knowledge?article=skis");
        await page.Find(".panel footer button:not(.primary)").ClickAsync();
        await page.Find(".panel footer button.danger").ClickAsync();
        Assert.Null(await Articles.FindAsync("default", "skis"));
    }

    [Fact]
    public async Task A_question_shows_the_passage_that_fits()
    {
        await Articles.PutAsync("default", Baton.Core.Knowledge.Article.Of("skis", "Skis", [], "Tell us a day before.\n\nSkis count as one bag."), Actor.Person("olga"));
        await Articles.PutAsync("default", Baton.Core.Knowledge.Article.Of("cats", "Cats", [], "Cats fly in the cabin."), Actor.Person("olga"));

        var rows = Shown(Role.Viewer, "knowledge?q=Do+skis+count+as+a+bag").FindAll("tbody tr");

        Assert.Contains("Skis count as one bag.", Assert.Single(rows).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_only_looks_can_change_nothing()
    {
        await Articles.PutAsync("default", Baton.Core.Knowledge.Article.Of("skis", "Skis", [], "Skis fly free."), Actor.Person("olga"));

        Assert.Empty(Shown(Role.Viewer, "knowledge?article=skis").FindAll(".panel footer button, .page-head .actions"));
        Assert.Empty(Shown(Role.Viewer, "knowledge?edit=").FindAll("#article-form"));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await Services.GetRequiredService<EngineService>().StopAsync(CancellationToken.None);
        await base.DisposeAsyncCore();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    private IRenderedComponent<KnowledgePage> Shown(Role role, string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<KnowledgePage>(page => page.AddCascadingValue(new Viewer("default", "ana@example.com", "Ana", role)));
    }
}

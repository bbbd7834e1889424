using System.Text;
using Baton.Core.Events;
using Baton.Engine;
using Baton.Engine.Classification;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Web.Classification;
using Baton.Web.Frame.Live;
using Baton.Web.SignIn;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Classification;

[Trait("Database", "Sqlite")]
public sealed class ModelsPageTests : BunitContext, IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("baton-");

    public ModelsPageTests()
    {
        Services.AddLogging();
        Services.AddEngine(new StorageOptions { Data = _data.FullName }, new AppClock(TimeProvider.System, new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), rate: 0));
        Services.AddSingleton<ILiveSignal, LiveSignal>();
        AddAuthorization().SetAuthorized("ana@example.com");
        SetRendererInfo(new Microsoft.AspNetCore.Components.RendererInfo("Server", isInteractive: true));
    }

    public async ValueTask InitializeAsync() => await Services.GetRequiredService<EngineService>().StartAsync(CancellationToken.None);

    [Fact]
    public async Task Without_a_model_it_says_how_to_begin_one_and_a_file_begins_it()
    {
        var page = Shown(Role.Admin);
        Assert.Contains("There is no model yet", page.Markup, StringComparison.Ordinal);

        await page.Find("#new-model-name").InputAsync(new() { Value = "intents" });
        page.FindComponent<NewModel>().FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(ModelApiTests.Csv(), "examples.csv"));

        page.WaitForAssertion(() => Assert.Contains("60 examples with 3 labels", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_version_is_trained_looked_at_tried_and_put_in_force()
    {
        await AddAsync("intents");
        var page = Shown(Role.Admin);

        await page.Find("#out-of-scope").ChangeAsync(new() { Value = "oos" });
        await page.FindComponent<ExamplesCard>().Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("How version 1 does", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(30));

        Assert.Equal(2, page.FindAll(".model-charts svg").Count);
        Assert.StartsWith("Calibration: of", page.Find(".model-charts svg").GetAttribute("aria-label"), StringComparison.Ordinal);
        await page.Find("#try-text").ChangeAsync(new() { Value = "please refund <b>it</b>" });
        await page.FindComponent<TryMessage>().Find("form").SubmitAsync();
        Assert.Contains("refund", page.Find(".tried").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>it", page.Find(".tried").InnerHtml, StringComparison.Ordinal);
        Assert.Contains("no version in force", page.Markup, StringComparison.Ordinal);

        await page.Find("table button").ClickAsync();
        await page.Find("[role=alertdialog] button.danger").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("version 1 in force", page.Markup, StringComparison.Ordinal));
        Assert.NotNull((await Services.GetRequiredService<ModelDesk>().FindAsync("default", "intents", Xunit.TestContext.Current.CancellationToken))!.InForce);
    }

    [Fact]
    public async Task Who_only_looks_sees_it_and_can_change_nothing()
    {
        await AddAsync("intents");
        var page = Shown(Role.Viewer);

        Assert.Contains("60 examples", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("input[type=file]"));
        Assert.DoesNotContain("Train a new version", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_says_why_and_changes_nothing()
    {
        await AddAsync("intents");
        var page = Shown(Role.Admin);

        page.FindComponent<ExamplesCard>().FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("a;b\n1;2", "examples.csv"));

        page.WaitForAssertion(() => Assert.Contains("There is no column", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal(60, (await Services.GetRequiredService<ModelDesk>().FindAsync("default", "intents", Xunit.TestContext.Current.CancellationToken))!.Examples);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await Services.GetRequiredService<EngineService>().StopAsync(CancellationToken.None);
        await base.DisposeAsyncCore();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    private Task<ExamplesAdded> AddAsync(string model) => Services.GetRequiredService<ModelExamples>().AddAsync("default", model, ExamplesBody.OfCsv(Encoding.UTF8.GetBytes(ModelApiTests.Csv())), ModelExamples.Import, Actor.Person("ana@example.com"));

    private IRenderedComponent<ModelsPage> Shown(Role role) => Render<ModelsPage>(page => page.AddCascadingValue(new Viewer("default", "ana@example.com", "Ana Alvarez", role)));
}

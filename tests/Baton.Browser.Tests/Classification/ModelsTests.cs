using System.Globalization;
using System.Text;
using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Classification;

[Collection(RunningDemo.Name)]
public sealed class ModelsTests(RunningDemo demo)
{
    [Fact]
    public async Task An_admin_begins_a_model_from_a_file_trains_it_tries_a_message_and_puts_it_in_force()
    {
        var admin = await demo.AdminAsync();
        var page = admin.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Models" }).ClickAsync();
        await Assertions.Expect(page.GetByText("There is no model yet")).ToBeVisibleAsync();

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("intents");
        await page.GetByLabel("Its first examples").SetInputFilesAsync(new FilePayload { Name = "examples.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Csv()) });
        await Assertions.Expect(page.GetByText("120 examples with 3 labels")).ToBeVisibleAsync();
        await page.GetByLabel("Label of what belongs to none").FillAsync("oos");
        await page.GetByRole(AriaRole.Button, new() { Name = "Train a new version" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "How version 1 does" })).ToBeVisibleAsync(new() { Timeout = 60_000 });

        await page.GetByLabel("What a customer might write").FillAsync("please refund what I paid for order 7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Classify" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.List, new() { Name = "The words that decided" })).ToContainTextAsync("refund");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put in force" }).ClickAsync();
        await page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Put in force" }).ClickAsync();
        await Assertions.Expect(page.GetByText("version 1 in force")).ToBeVisibleAsync();

        await Artifacts.KeepAsync("models.png", await page.ScreenshotAsync(new() { FullPage = true }));
        Assert.Empty(await admin.SeriousFaultsAsync());
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(admin.Faults);
    }

    // Some are labelled wrong, so that there is something to be mixed up.
    private static string Csv()
    {
        var csv = new StringBuilder("text,category\n");
        for (var i = 0; i < 40; i++) csv.Append(CultureInfo.InvariantCulture, $"please refund what I paid for order {i},{(i % 8 == 0 ? "track" : "refund")}\n\"where is my parcel {i}, please\",{(i % 10 == 0 ? "refund" : "track")}\ntell me a joke number {i},oos\n");
        return csv.ToString();
    }
}

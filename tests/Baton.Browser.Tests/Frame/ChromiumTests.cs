using Microsoft.Playwright;

namespace Baton.Browser.Tests.Frame;

public sealed class ChromiumTests
{
    [Fact]
    public async Task The_browser_starts_and_runs_a_page()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.Start(playwright);
        var page = await browser.NewPageAsync();

        await page.SetContentAsync("<title>Baton</title>");

        Assert.Equal("Baton", await page.TitleAsync());
    }
}

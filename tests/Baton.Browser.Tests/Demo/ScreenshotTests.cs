using System.Text.RegularExpressions;
using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Demo;

public sealed partial class ScreenshotTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task The_overview_of_the_running_demo_is_pictured_in_light_and_dark()
    {
        await using var app = await RunningApp.StartAsync("--demo", "--Baton:Clock:Start=2026-11-19T16:00:00Z", "--Baton:Clock:Rate=120");
        var admin = await chromium.OpenAsync(app, width: 1600, height: 1000);
        await admin.LookAroundAsync();
        var bar = admin.Page.GetByRole(AriaRole.Group, new() { Name = "The demo's clock" });
        await Assertions.Expect(bar.GetByRole(AriaRole.Time)).ToHaveTextAsync(AnHourLater(), new() { Timeout = 60_000 });
        await bar.GetByLabel("The demo's speed").SelectOptionAsync("60");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.List, new() { Name = "The latest events" }).GetByRole(AriaRole.Listitem).First).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Table, new() { Name = "How often each rule held each agent back" })).ToBeVisibleAsync();

        foreach (var (scheme, name) in new[] { (ColorScheme.Light, "screenshot.png"), (ColorScheme.Dark, "screenshot-dark.png") })
        {
            await admin.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Artifacts.KeepAsync(name, await admin.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled }));
        }

        Assert.Empty(admin.Faults);
    }

    [GeneratedRegex("17:(0[5-9]|[1-5])", RegexOptions.None, 1000)]
    private static partial Regex AnHourLater();
}

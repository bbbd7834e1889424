using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Demo;

public sealed class ScreenshotTests(Chromium chromium) : IClassFixture<Chromium>
{
    // Two hours of the story a minute: after forty seconds the last hour is full.
    private static readonly TimeSpan UntilFull = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task The_overview_of_the_running_demo_is_pictured_in_light_and_dark()
    {
        await using var app = await RunningApp.StartAsync("--demo", "--Baton:Clock:Start=2026-11-19T16:00:00Z", "--Baton:Clock:Rate=120");
        await Task.Delay(UntilFull, TestContext.Current.CancellationToken);

        foreach (var dark in new[] { false, true })
        {
            var admin = await chromium.OpenAsync(app, width: 1600, dark, height: 1000);
            await admin.LookAroundAsync();
            await Assertions.Expect(admin.Page.GetByRole(AriaRole.List, new() { Name = "The latest events" }).GetByRole(AriaRole.Listitem).First).ToBeVisibleAsync();
            await Assertions.Expect(admin.Page.GetByRole(AriaRole.Table, new() { Name = "How often each rule held each agent back" })).ToBeVisibleAsync();
            await Artifacts.KeepAsync(dark ? "screenshot-dark.png" : "screenshot.png", await admin.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled }));
            Assert.Empty(admin.Faults);
        }
    }
}

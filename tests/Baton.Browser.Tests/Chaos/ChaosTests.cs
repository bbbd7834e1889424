using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Chaos;

[Collection(RunningDemo.Name)]
public sealed class ChaosTests(RunningDemo demo)
{
    [Fact]
    public async Task An_operator_makes_an_agent_fail_replays_the_last_hour_sees_what_held_and_stops_all()
    {
        var admin = await demo.AdminAsync();
        var page = admin.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Chaos" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nothing is injected.", new() { Exact = true })).ToBeVisibleAsync();

        await page.GetByLabel("Agent", new() { Exact = true }).SelectOptionAsync("triage");
        await page.GetByLabel("Calls that fail, %").FillAsync("50");
        await page.GetByRole(AriaRole.Button, new() { Name = "Inject", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "50% of calls fail" })).ToBeVisibleAsync();

        await page.GetByLabel("How fast").SelectOptionAsync("0");
        await page.GetByLabel("Events a second").FillAsync("200");
        await page.GetByRole(AriaRole.Button, new() { Name = "Replay", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Everything that must hold, held")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.Empty(await admin.SeriousFaultsAsync());
        await Artifacts.KeepAsync("chaos.png", await page.ScreenshotAsync(new() { FullPage = true }));

        await page.GetByRole(AriaRole.Button, new() { Name = "Stop all" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nothing is injected.", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Empty(admin.Faults);
    }

    [Fact]
    public async Task Who_takes_cases_has_no_such_page()
    {
        var desk = await demo.DeskAsync();

        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Link, new() { Name = "Agents" }).First).ToBeVisibleAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Link, new() { Name = "Chaos" })).ToHaveCountAsync(0);
    }
}

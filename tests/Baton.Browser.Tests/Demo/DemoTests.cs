using System.Diagnostics;
using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Demo;

public sealed class DemoTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Within_a_minute_a_newcomer_sees_conversations_a_sales_contact_held_back_and_a_handoff_to_claim()
    {
        await using var app = await RunningApp.StartAsync("--demo");
        var newcomer = await chromium.OpenAsync(app);
        await newcomer.LookAroundAsync();
        var open = Stopwatch.StartNew();

        await SeesAsync("/timeline?type=message.received", "conversations");
        await SeesAsync("/timeline?verdict=delay&agent=sales", "a sales contact held back");
        await Rows().First.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(newcomer.Page.GetByRole(AriaRole.Region, new() { Name = "Why" })).ToContainTextAsync("support", new() { IgnoreCase = true });
        await newcomer.GoAsync("/handoffs");
        await Assertions.Expect(newcomer.Page.GetByRole(AriaRole.Region, new() { Name = "Queue" }).GetByRole(AriaRole.Listitem).First).ToBeVisibleAsync(InTime());
        Artifacts.Note("Demo: until the handoff was seen", open.Elapsed.TotalSeconds, "s");
        Assert.Empty(newcomer.Faults);

        async Task SeesAsync(string page, string what)
        {
            await newcomer.GoAsync(page);
            await Assertions.Expect(Rows().First).ToBeVisibleAsync(InTime());
            Artifacts.Note($"Demo: until {what} was seen", open.Elapsed.TotalSeconds, "s");
        }

        ILocator Rows() => newcomer.Page.GetByRole(AriaRole.List, new() { Name = "Events, newest first" }).GetByRole(AriaRole.Listitem);

        LocatorAssertionsToBeVisibleOptions InTime() => new() { Timeout = (float)Math.Max(1_000, 60_000 - open.ElapsedMilliseconds) };
    }

    [Fact]
    public async Task The_story_is_paused_hastened_and_told_anew_after_asking_once()
    {
        await using var app = await RunningApp.StartAsync("--demo");
        var admin = await chromium.OpenAsync(app);
        await admin.LookAroundAsync();
        var bar = admin.Page.GetByRole(AriaRole.Group, new() { Name = "The demo's clock" });
        var clock = bar.GetByRole(AriaRole.Time);

        await bar.GetByRole(AriaRole.Button, new() { Name = "Pause the demo" }).ClickAsync();
        await Assertions.Expect(bar.GetByRole(AriaRole.Button, new() { Name = "Let the demo go on" })).ToBeVisibleAsync();
        var still = await clock.TextContentAsync();
        await Task.Delay(2_500, TestContext.Current.CancellationToken); // at the story's pace that is two and a half minutes
        Assert.Equal(still, await clock.TextContentAsync());

        await bar.GetByLabel("The demo's speed").SelectOptionAsync("300");
        await Assertions.Expect(clock).Not.ToHaveTextAsync(still!);

        await bar.GetByRole(AriaRole.Button, new() { Name = "Reset" }).ClickAsync();
        await Assertions.Expect(bar.GetByRole(AriaRole.Alertdialog, new() { Name = "Forget all and begin anew?" })).ToBeVisibleAsync();
        await admin.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(bar.GetByRole(AriaRole.Alertdialog)).ToHaveCountAsync(0);
        await bar.GetByRole(AriaRole.Button, new() { Name = "Reset" }).ClickAsync();
        await bar.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Reset" }).ClickAsync();
        await Assertions.Expect(bar.GetByRole(AriaRole.Button, new() { Name = "Reset" })).ToBeEnabledAsync(new() { Timeout = 20_000 });
        await admin.GoAsync("/agents");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Link, new() { Name = "triage" })).ToBeVisibleAsync(new() { Timeout = 20_000 });
        Assert.Empty(admin.Faults);
    }
}

using System.Text.RegularExpressions;
using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Handoffs;

[Collection(RunningDemo.Name)]
public sealed partial class HandoffsTests(RunningDemo demo)
{
    [Fact]
    public async Task A_case_claimed_in_one_browser_is_seen_taken_and_resolved_in_the_other_without_a_reload()
    {
        var handoff = await demo.WantRefundAsync("email:cleo@example.com");
        var admin = await demo.AdminAsync();
        var desk = await demo.DeskAsync();
        foreach (var person in new[] { admin, desk })
        {
            await person.GoAsync($"/handoffs/{handoff}");
            await Assertions.Expect(ClaimOf(person)).ToBeEnabledAsync();
            await person.Page.EvaluateAsync("window.notReloaded = true");
        }

        await ClaimOf(admin).ClickAsync();
        await Assertions.Expect(CaseOf(admin)).ToContainTextAsync("You have it");
        await Assertions.Expect(CaseOf(desk)).ToContainTextAsync("Demo admin has this case");
        await Assertions.Expect(ClaimOf(desk)).ToBeDisabledAsync();

        await CaseOf(admin).GetByRole(AriaRole.Button, new() { NameRegex = Approve() }).ClickAsync();
        await Assertions.Expect(CaseOf(desk)).ToContainTextAsync("Demo admin resolved it", new() { Timeout = 20_000 });
        Assert.True(await desk.Page.EvaluateAsync<bool>("window.notReloaded"));
        Assert.Empty(admin.Faults);
        Assert.Empty(desk.Faults);
    }

    [Fact]
    public async Task A_case_is_claimed_written_to_and_resolved_without_the_mouse()
    {
        var handoff = await demo.WantRefundAsync("email:dora@example.com");
        var desk = await demo.DeskAsync();
        await desk.GoAsync("/handoffs?queue=finance");
        await Assertions.Expect(desk.Page.Locator("html[data-keys~=j]")).ToHaveCountAsync(1);
        await PressAsync("j");
        await Assertions.Expect(CaseOf(desk)).ToBeVisibleAsync();
        await desk.GoAsync($"/handoffs/{handoff}");
        await Assertions.Expect(ClaimOf(desk)).ToBeEnabledAsync();

        await Assertions.Expect(desk.Page.Locator("html[data-keys~=c]")).ToHaveCountAsync(1);
        await PressAsync("c");
        await Assertions.Expect(CaseOf(desk)).ToContainTextAsync("You have it");
        await PressAsync("r");
        await Assertions.Expect(desk.Page.GetByLabel("Your answer")).ToBeFocusedAsync();
        await desk.Page.Keyboard.TypeAsync("The money is on its way.");
        await PressAsync("Escape");
        await PressAsync("e");
        await Assertions.Expect(CaseOf(desk).GetByRole(AriaRole.Button, new() { NameRegex = Approve() })).ToBeFocusedAsync();
        await PressAsync("Enter");

        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Approve" })).ToBeVisibleAsync();
        await desk.GoAsync($"/handoffs/{handoff}");
        await Assertions.Expect(CaseOf(desk)).ToContainTextAsync("Demo desk resolved it", new() { Timeout = 20_000 });
        Assert.Empty(desk.Faults);

        Task PressAsync(string key) => desk.Page.Keyboard.PressAsync(key);
    }

    private static ILocator CaseOf(Person person) => person.Page.GetByRole(AriaRole.Region, new() { Name = "The case" });

    private static ILocator ClaimOf(Person person) => CaseOf(person).GetByRole(AriaRole.Button, new() { Name = "Claim it" });

    [GeneratedRegex("^\\s*Approve", RegexOptions.None, 1000)]
    private static partial Regex Approve();
}

using System.Text.RegularExpressions;
using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Policies;

public sealed partial class RolloutTests(AppWithAdmin console) : IClassFixture<AppWithAdmin>
{
    [Fact]
    public async Task An_admin_tries_a_draft_with_some_customers_watches_both_groups_and_promotes_it()
    {
        using var program = new OutsideProgram(console.App);
        await program.DefineAsync("outreach", "sales");
        await program.DraftAsync("""{"departments":["sales"],"guardrails":[{"id":"never","when":{"field":"action.kind","op":"startsWith","value":"contact."},"then":"suppress"}]}""");
        var ada = await console.SignInAsync();
        await ada.GoAsync("/policy?open=draft");

        await ada.Page.GetByLabel("Share of customers").FillAsync("50");
        await ada.Page.GetByLabel("Share of customers").BlurAsync();
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Publish to 50 %" }).ClickAsync();
        var card = ada.Page.GetByRole(AriaRole.Region, new() { Name = "Rollout" });
        await Assertions.Expect(card.GetByText("decides for 50 % of customers")).ToBeVisibleAsync();
        for (var i = 0; i < 20; i++) await program.AskAsync("outreach", $"email:c{i}@example.com", "contact.email");
        await Assertions.Expect(card.GetByRole(AriaRole.Row, new() { NameRegex = Inside() })).ToContainTextAsync("100.0 %", new() { Timeout = 15_000 });

        var found = (await ada.SeriousFaultsAsync()).ToList();
        await Artifacts.KeepAsync("rollout.png", await ada.Page.ScreenshotAsync());
        var night = await console.SignInAsync(dark: true);
        await night.GoAsync("/policy");
        await Assertions.Expect(night.Page.GetByRole(AriaRole.Region, new() { Name = "Rollout" })).ToBeVisibleAsync();
        found.AddRange(await night.SeriousFaultsAsync());
        await Artifacts.KeepAsync("rollout-dark.png", await night.Page.ScreenshotAsync());
        Assert.Empty(found);

        await card.GetByRole(AriaRole.Button, new() { Name = "Promote" }).ClickAsync();
        await card.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Promote" }).ClickAsync();
        await Assertions.Expect(card).ToHaveCountAsync(0);
        await Assertions.Expect(ada.Page.GetByText("Version 2, published")).ToBeVisibleAsync();
        Assert.Empty(ada.Faults);
    }

    [GeneratedRegex("^Canary, 50 %", RegexOptions.None, 1000)]
    private static partial Regex Inside();
}

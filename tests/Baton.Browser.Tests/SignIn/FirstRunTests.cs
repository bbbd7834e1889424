using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.SignIn;

public sealed class FirstRunTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task The_first_visitor_makes_the_admin_signs_out_and_comes_in_again()
    {
        await using var app = await RunningApp.StartAsync();
        var ada = await chromium.OpenAsync(app);

        await ada.WelcomeAsync();
        await ada.Page.GetByLabel("Ada Lovelace: menu").ClickAsync();
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await ada.SignInAsync("ada@example.com");

        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Heading, new() { Name = "Overview" })).ToBeVisibleAsync();
        Assert.Empty(ada.Faults);
    }

    [Fact]
    public async Task The_doors_have_no_serious_fault_for_those_who_hear_or_key()
    {
        await using var app = await RunningApp.StartAsync();
        foreach (var dark in new[] { false, true })
        {
            var visitor = await chromium.OpenAsync(app, dark: dark);
            await visitor.Page.GotoAsync("/welcome");
            Assert.Empty(await visitor.SeriousFaultsAsync());
        }
    }
}

using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.SignIn;

public sealed class InvitationTests(AppWithAdmin app) : IClassFixture<AppWithAdmin>
{
    [Fact]
    public async Task An_admin_adds_a_member_who_comes_in_by_the_link_and_changes_the_password()
    {
        var ada = await app.SignInAsync();
        await ada.GoAsync("/settings");
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Add a member" }).ClickAsync();
        await ada.Page.Locator(".new-member").GetByLabel("Name", new() { Exact = true }).FillAsync("Kim Ono");
        await ada.Page.Locator(".new-member").GetByLabel("Email", new() { Exact = true }).FillAsync("kim@example.com");
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Add and make the link" }).ClickAsync();
        await Assertions.Expect(ada.Page.GetByText("Send this link to Kim Ono.")).ToBeVisibleAsync();
        await Assertions.Expect(ada.Page.Locator("tr", new() { HasText = "kim@example.com" })).ToContainTextAsync("not yet");
        var link = await ada.Page.Locator(".new-secret [data-copy]").GetAttributeAsync("data-copy");

        var kim = await app.Browser.OpenAsync(app.App);
        await kim.Page.GotoAsync(link!);
        Assert.Empty(await kim.SeriousFaultsAsync());
        await kim.Page.GetByLabel("Password").FillAsync("a quiet green meadow");
        await kim.Page.GetByRole(AriaRole.Button, new() { Name = "Come in" }).ClickAsync();
        await kim.IsLiveAsync();
        await kim.Page.GetByLabel("Kim Ono: menu").ClickAsync();
        await kim.Page.GetByRole(AriaRole.Link, new() { Name = "Your password" }).ClickAsync();
        await kim.Page.GetByLabel("Password now").FillAsync("a quiet green meadow");
        await kim.Page.GetByLabel("New password").FillAsync("another quiet meadow");
        await kim.Page.GetByRole(AriaRole.Button, new() { Name = "Change it" }).ClickAsync();
        await Assertions.Expect(kim.Page.GetByText("It is changed.")).ToBeVisibleAsync();

        await ada.GoAsync("/settings");
        await Assertions.Expect(ada.Page.Locator("tr", new() { HasText = "kim@example.com" })).Not.ToContainTextAsync("not yet");
        Assert.Empty(await ada.SeriousFaultsAsync());
        Assert.Empty(ada.Faults.Concat(kim.Faults));
    }
}

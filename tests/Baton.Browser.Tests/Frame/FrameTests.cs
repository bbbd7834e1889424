using Baton.Browser.Tests.Running;
using Microsoft.Playwright;

namespace Baton.Browser.Tests.Frame;

public sealed class FrameTests(AppWithAdmin console) : IClassFixture<AppWithAdmin>
{
    [Fact]
    public async Task Everything_is_reached_by_keyboard()
    {
        var ada = await console.SignInAsync();

        await ada.Page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await ada.Page.Keyboard.TypeAsync("handoff");
        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Option)).ToContainTextAsync(["Handoffs", "Search the timeline for “handoff”"]);
        await ada.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(ada.Page).ToHaveURLAsync(console.App.Address + "/handoffs");
        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Combobox)).ToHaveCountAsync(0); // while it is there, letters are typed into it

        await ada.Page.Keyboard.PressAsync("g");
        await ada.Page.Keyboard.PressAsync("o");
        await Assertions.Expect(ada.Page).ToHaveURLAsync(console.App.Address + "/");

        await ada.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeVisibleAsync();
        await ada.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_theme_and_the_folded_rail_are_remembered()
    {
        var ada = await console.SignInAsync();

        await ada.Page.GetByLabel("ada: menu").ClickAsync();
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        await ada.Page.Keyboard.PressAsync("Escape");
        await ada.Page.GetByTitle("Fold the rail").ClickAsync();
        await ada.GoAsync("/");

        Assert.Equal("dark", await ada.Page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
        Assert.True((await ada.Page.Locator(".rail").BoundingBoxAsync())!.Width < 60);
    }

    [Fact]
    public async Task A_restart_of_the_server_shows_a_bar_and_the_page_comes_back_by_itself()
    {
        var ada = await console.SignInAsync();

        console.App.Kill();
        await Assertions.Expect(ada.Page.GetByText("Connection lost")).ToBeVisibleAsync();
        await console.App.StartAgainAsync();

        await ada.Page.WaitForLoadStateAsync();
        await Assertions.Expect(ada.Page.GetByText("Connection lost")).ToBeHiddenAsync(new() { Timeout = 20_000 });
        await ada.IsLiveAsync();
        await ada.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1600, false)]
    [InlineData(1280, true)]
    [InlineData(1024, false)]
    public async Task The_frame_has_no_serious_fault_and_never_scrolls_sideways(int width, bool dark)
    {
        var ada = await console.SignInAsync(width, dark);

        Assert.Empty(await ada.SeriousFaultsAsync());
        Assert.True(await ada.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));

        await ada.Page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        Assert.Empty(await ada.SeriousFaultsAsync());
        Assert.Empty(ada.Faults);
    }
}

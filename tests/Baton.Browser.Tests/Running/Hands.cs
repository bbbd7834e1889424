using Microsoft.Playwright;

namespace Baton.Browser.Tests.Running;

/// <summary>How somebody works a page: with the mouse, or with the keyboard alone.</summary>
public abstract class Hands
{
    /// <summary>With the mouse, and the keyboard for letters.</summary>
    public static Hands Mouse { get; } = new WithMouse();

    /// <summary>Whoever uses this never points at anything.</summary>
    public static Hands OnlyKeys(IPage page) => new WithKeys(page);

    /// <summary>Presses a button or follows a link.</summary>
    public abstract Task PressAsync(ILocator what);

    /// <summary>Writes into a field, over what stands there.</summary>
    public abstract Task WriteAsync(ILocator field, string text);

    /// <summary>Chooses an option by what it says.</summary>
    public abstract Task ChooseAsync(ILocator list, string option);

    private sealed class WithMouse : Hands
    {
        public override Task PressAsync(ILocator what) => what.ClickAsync();

        public override Task WriteAsync(ILocator field, string text) => field.FillAsync(text);

        public override Task ChooseAsync(ILocator list, string option) => list.SelectOptionAsync(new SelectOptionValue { Label = option });
    }

    private sealed class WithKeys(IPage page) : Hands
    {
        private const int MostTabs = 400;

        public override async Task PressAsync(ILocator what)
        {
            await ReachAsync(what);
            await page.Keyboard.PressAsync("Enter");
        }

        public override async Task WriteAsync(ILocator field, string text)
        {
            await ReachAsync(field);
            await page.Keyboard.PressAsync("Control+A");
            await page.Keyboard.TypeAsync(text);
        }

        // As a person does: typing what an option begins with chooses it.
        public override async Task ChooseAsync(ILocator list, string option)
        {
            await ReachAsync(list);
            await page.Keyboard.TypeAsync(option);
            Assert.Equal(option, await list.EvaluateAsync<string>("list => list.selectedOptions[0].label"));
        }

        private async Task ReachAsync(ILocator what)
        {
            await Assertions.Expect(what).ToBeVisibleAsync();
            for (var tabs = 0; !await what.EvaluateAsync<bool>("element => element === document.activeElement"); tabs++)
            {
                Assert.True(tabs < MostTabs, $"The Tab key never came to {what}.");
                await page.Keyboard.PressAsync("Tab");
            }
        }
    }
}

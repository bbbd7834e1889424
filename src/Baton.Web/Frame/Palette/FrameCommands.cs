using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Baton.Web.Frame.Palette;

/// <summary>What can be done on every page: the look, the rail, the address of the page, leaving.</summary>
internal sealed class FrameCommands(IJSRuntime browser, NavigationManager navigation) : IPaletteSource
{
    public ValueTask<IReadOnlyList<PaletteItem>> FindAsync(string text, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<PaletteItem>>(text.Length == 0 ? [] : [.. All().Where(item => PaletteRank.Of(text, item.Title, item.Words) > 0)]);

    private IEnumerable<PaletteItem> All() =>
    [
        PaletteItem.Command("Commands", "Light theme", "sun", () => CallAsync("batonTheme.choose", "light"), words: "look bright"),
        PaletteItem.Command("Commands", "Dark theme", "moon", () => CallAsync("batonTheme.choose", "dark"), words: "look night"),
        PaletteItem.Command("Commands", "Theme as the system says", "screen", () => CallAsync("batonTheme.choose", "system"), words: "look auto"),
        PaletteItem.Command("Commands", "Fold or unfold the rail", "fold", () => CallAsync("baton.foldRail"), words: "sidebar menu collapse"),
        PaletteItem.Command("Commands", "Copy the link to this page", "link", () => CallAsync("baton.copy", navigation.Uri), words: "url address share"),
        PaletteItem.Command("Commands", "Show all keys", "keyboard", () => CallAsync("baton.showKeys"), "?", "help shortcuts"),
        PaletteItem.Command("Commands", "Sign out", "leave", () => CallAsync("baton.signOut"), words: "log out leave"),
    ];

    private Task CallAsync(string what, params object[] with) => browser.InvokeVoidAsync(what, with).AsTask();
}

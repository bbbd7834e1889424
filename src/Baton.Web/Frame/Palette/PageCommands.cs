using Baton.Web.Frame.Keys;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components.Authorization;

namespace Baton.Web.Frame.Palette;

/// <summary>What the page one is on can do by a key, for those who may: claim, release, transfer, pause.</summary>
internal sealed class PageCommands(KeyMap keys, AuthenticationStateProvider who) : IPaletteSource
{
    public async ValueTask<IReadOnlyList<PaletteItem>> FindAsync(string text, CancellationToken cancellation)
    {
        if (text.Length == 0 && !keys.Keys.Any()) return [];
        var viewer = Viewer.Of((await who.GetAuthenticationStateAsync()).User);
        return [.. keys.Keys.Where(key => (key.Right is null || viewer.Can(key.Right)) && PaletteRank.Of(text, key.Does) > 0)
            .Select(key => PaletteItem.Command("On this page", key.Does, "keyboard", () => keys.PressAsync(key.Key), key.Key))];
    }
}

using Baton.Engine.Chaos;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components.Authorization;

namespace Baton.Web.Frame.Palette;

/// <summary>The places of the rail and the pages behind them, for those who may open them.</summary>
internal sealed class Places(AuthenticationStateProvider who, TestWorkspaces tests) : IPaletteSource
{
    public async ValueTask<IReadOnlyList<PaletteItem>> FindAsync(string text, CancellationToken cancellation)
    {
        var viewer = Viewer.Of((await who.GetAuthenticationStateAsync()).User);
        var isTest = await tests.IsOneAsync(viewer.Workspace, cancellation);
        var rail = RailEntry.All.Where(entry => viewer.Can(entry.Policy) && (isTest || !entry.IsForTests)).Select(entry => new PaletteItem("Go to", entry.Title, entry.Href, entry.Icon) { Keys = $"g {entry.Go}" });
        // With nothing typed the rail is enough; what lies behind it is found by its words.
        var behind = text.Length == 0 ? [] : Place.All.Where(place => viewer.Can(place.Right)).Select(place => new PaletteItem("Go to", place.Title, place.Href, place.Icon, place.Under) { Words = $"{place.Under} {place.Words}" });
        return [.. rail.Concat(behind).Where(item => PaletteRank.Of(text, item.Title, item.Words) > 0)];
    }
}

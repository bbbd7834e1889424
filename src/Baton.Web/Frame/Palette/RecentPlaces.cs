using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Baton.Web.Frame.Palette;

/// <summary>The things this browser showed last (wwwroot-assets/js/recent.js keeps them), newest first, without the one it shows now.</summary>
internal sealed class RecentPlaces(IJSRuntime browser, NavigationManager navigation) : IPaletteSource
{
    private const int Most = 5;

    public async ValueTask<IReadOnlyList<PaletteItem>> FindAsync(string text, CancellationToken cancellation)
    {
        var seen = await browser.InvokeAsync<Seen[]?>("baton.recent", cancellation, []) ?? [];
        var here = "/" + navigation.ToBaseRelativePath(navigation.Uri);
        return [.. seen.Where(s => s.Path != here && s.Path.StartsWith('/') && !s.Path.StartsWith("//", StringComparison.Ordinal) && PaletteRank.Of(text, s.Title) > 0).Take(Most)
            .Select(s => new PaletteItem("Recent", s.Title, s.Path, Icon(s.Path)))];
    }

    private static string Icon(string path) => RailEntry.All.Skip(1).FirstOrDefault(entry => path.StartsWith(entry.Href, StringComparison.Ordinal))?.Icon ?? "jobs";

    private sealed record Seen(string Path, string Title);
}

namespace Baton.Web.Frame.Palette;

/// <summary>The places of the rail, by any part of their name.</summary>
internal sealed class Places : IPaletteSource
{
    public ValueTask<IReadOnlyList<PaletteItem>> FindAsync(string text, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<PaletteItem>>([.. RailEntry.All
            .Where(entry => entry.Title.Contains(text, StringComparison.OrdinalIgnoreCase))
            .Select(entry => new PaletteItem("Go to", entry.Title, entry.Href, entry.Icon, $"g {entry.Go}"))]);
}

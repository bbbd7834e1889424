namespace Baton.Web.Frame.Palette;

/// <summary>Something that Ctrl-K can open. Each feature registers its own; it must answer within the rights of the circuit's person.</summary>
public interface IPaletteSource
{
    /// <summary>The best few for what was typed, best first; for an empty text what one wants most often, or nothing.</summary>
    ValueTask<IReadOnlyList<PaletteItem>> FindAsync(string text, CancellationToken cancellation);
}

/// <summary>One thing to open.</summary>
/// <param name="Group">The heading it stands under: "Customers".</param>
/// <param name="Icon">A name of <see cref="Look.Icons"/>.</param>
public sealed record PaletteItem(string Group, string Title, string Href, string Icon, string? Detail = null);

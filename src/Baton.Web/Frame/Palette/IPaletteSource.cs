namespace Baton.Web.Frame.Palette;

/// <summary>Something that Ctrl-K can open or do. Each feature registers its own; it must answer within the rights of the circuit's person.</summary>
public interface IPaletteSource
{
    /// <summary>The best few for what was typed, best first; for an empty text what one wants most often, or nothing.</summary>
    ValueTask<IReadOnlyList<PaletteItem>> FindAsync(string text, CancellationToken cancellation);
}

/// <summary>One thing to open or to do.</summary>
/// <param name="Group">The heading it stands under: "Customers".</param>
/// <param name="Icon">A name of <see cref="Look.Icons"/>.</param>
/// <param name="Detail">What tells it from others of its name.</param>
public sealed record PaletteItem(string Group, string Title, string Href, string Icon, string? Detail = null)
{
    /// <summary>Does it, where nothing is opened.</summary>
    public Func<Task>? Run { get; init; }

    /// <summary>The keys that do the same: "g h".</summary>
    public string? Keys { get; init; }

    /// <summary>Other words by which people look for it.</summary>
    public string? Words { get; init; }

    /// <summary>A command: it does something and opens nothing.</summary>
    public static PaletteItem Command(string group, string title, string icon, Func<Task> run, string? keys = null, string? words = null) => new(group, title, "", icon) { Run = run, Keys = keys, Words = words };
}

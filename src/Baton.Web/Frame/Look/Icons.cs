using System.Collections.Frozen;

namespace Baton.Web.Frame.Look;

/// <summary>The console's icons, as paths on a grid of 16.</summary>
public static class Icons
{
    private static readonly FrozenDictionary<string, string> Paths = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["overview"] = "M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z",
        ["timeline"] = "M2 4h2M6.5 4H14M2 8h2M6.5 8h5M2 12h2M6.5 12H13",
        ["customers"] = "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 2.8a2.5 2.5 0 0 1 0 4.4M12 9.9c1.5.6 2.5 1.8 2.5 3.6",
        ["handoffs"] = "M2 10.5 5 13.5M2 10.5 5 7.5M2 10.5h8.5a3.5 3.5 0 0 0 0-7H8",
        ["agents"] = "M3 6.5h10v7H3zM8 6.5V3M6.5 2.5h3M6 9.5v1M10 9.5v1M1.5 9v2.5M14.5 9v2.5",
        ["policy"] = "M8 1.8 13 3.5v4.2c0 3.2-2.1 5.3-5 6.5-2.9-1.2-5-3.3-5-6.5V3.5zM5.8 8l1.6 1.6 2.9-3.2",
        ["insights"] = "M2.5 13.5h11M4 13.5V9M8 13.5V3M12 13.5V6.5",
        ["models"] = "M8 2v3M3 13.5v-3h10v3M8 5v5.5M6 3.5a2 2 0 1 0 4 0 2 2 0 0 0-4 0M1.5 13.5h3M11.5 13.5h3",
        ["tools"] = "M13.8 4.2a3.6 3.6 0 0 1-4.9 4.4L4.6 13a1.7 1.7 0 0 1-2.4-2.4l4.4-4.3a3.6 3.6 0 0 1 4.4-4.9L8.8 3.6l.6 2.2 2.2.6z",
        ["knowledge"] = "M8 4.5C6.8 3.2 5 2.8 2 2.8v9.4c3 0 4.8.4 6 1.6 1.2-1.2 3-1.6 6-1.6V2.8c-3 0-4.8.4-6 1.7zM8 4.5v9.3",
        ["jobs"] = "M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4M8 4.5V8l2.3 1.5",
        ["health"] = "M1.5 8.5h3l1.8-5 3 9.5 1.9-4.5h3.3",
        ["chaos"] = "M9.2 1.8 3.5 9h4l-.8 5.2L12.5 7h-4z",
        ["settings"] = "M2 4.5h6.5M12 4.5h2M2 11.5h2M7.5 11.5H14M10.2 6.3a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6M5.8 13.3a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6",
        ["search"] = "M7 11.8a4.8 4.8 0 1 0 0-9.6 4.8 4.8 0 0 0 0 9.6M10.5 10.5l3.3 3.3",
        ["close"] = "M3.5 3.5l9 9M12.5 3.5l-9 9",
        ["copy"] = "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
        ["link"] = "M6.5 9.5l3-3M7.5 4.5l1.3-1.3a2.8 2.8 0 0 1 4 4L11.5 8.5M8.5 11.5l-1.3 1.3a2.8 2.8 0 0 1-4-4L4.5 7.5",
        ["inbox"] = "M2 9.5 4 3h8l2 6.5v3.5H2zM2 9.5h3.5l1 2h3l1-2H14",
        ["fold"] = "M2.5 3h11v10h-11zM6.5 3v10M10.5 6.5 9 8l1.5 1.5",
        ["sun"] = "M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7",
        ["moon"] = "M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7",
        ["screen"] = "M2 3h12v8H2zM6 13.5h4M8 11v2.5",
        ["keyboard"] = "M1.5 4.5h13v7.5h-13zM4 7h.01M6.7 7h.01M9.3 7h.01M12 7h.01M5 9.5h6",
        ["leave"] = "M6.5 2.5h-4v11h4M10.5 5l3 3-3 3M13.5 8H6.5",
        ["pause"] = "M5.5 3.5v9M10.5 3.5v9",
        ["play"] = "M5 3l7.5 5L5 13z",
        ["filter"] = "M2 3.5h12M4.5 8h7M6.5 12.5h3",
        ["down"] = "M4 6l4 4 4-4",
        ["up"] = "M4 10l4-4 4 4",
        ["grip"] = "M6 3.5h.01M10 3.5h.01M6 8h.01M10 8h.01M6 12.5h.01M10 12.5h.01",
        ["group"] = "M5 2.5H2.5v11H5M11 2.5h2.5v11H11M6 8h4",
        ["right"] = "M6 4l4 4-4 4",
        ["left"] = "M10 4L6 8l4 4",
        ["external"] = "M9 2.5h4.5V7M13.5 2.5 7.5 8.5M11.5 9.5v4h-9v-9h4",
        ["check"] = "M3 8.5l3.5 3.5L13 4.5",
        ["file"] = "M9.5 2H4.5a1 1 0 00-1 1v10a1 1 0 001 1h7a1 1 0 001-1V5zM9.5 2v3h3",
        ["plus"] = "M8 3v10M3 8h10",
        ["more"] = "M3.5 8h.01M8 8h.01M12.5 8h.01",
        ["why"] = "M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4M6.3 6.3a1.8 1.8 0 1 1 2.5 1.7c-.5.2-.8.6-.8 1.2M8 11.5h.01",
        ["key"] = "M5.5 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6M7.6 7.9 13.5 2M11 4.5l2 2",
        ["person"] = "M8 7.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4M2.8 14c.3-2.7 2.5-4.3 5.2-4.3s4.9 1.6 5.2 4.3",
        ["refresh"] = "M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.8V5h-3.2",
        ["undo"] = "M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8H6",
        ["mail"] = "M2 3.5h12v9H2zM2.5 4l5.5 4.5L13.5 4",
        ["phone"] = "M3 2.5h2.5L6.8 6 5.2 7.2a8 8 0 0 0 3.6 3.6L10 9.2l3.5 1.3V13a1 1 0 0 1-1 1A10.5 10.5 0 0 1 2 3.5a1 1 0 0 1 1-1",
        ["bell"] = "M4 11.5V7a4 4 0 0 1 8 0v4.5l1.2 1H2.8zM6.7 14.2h2.6",
        ["chat"] = "M2 3h12v8.5H7.5L4.5 14v-2.5H2z",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The path of an icon; an unknown name is a mistake of ours and says so.</summary>
    public static string Path(string name) => Paths.TryGetValue(name, out var path) ? path : throw new ArgumentException($"There is no icon called '{name}'.", nameof(name));
}

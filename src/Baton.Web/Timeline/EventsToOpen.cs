using System.Globalization;
using Baton.Engine.Timeline;
using Baton.Web.Frame.Palette;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components.Authorization;

namespace Baton.Web.Timeline;

/// <summary>Events for Ctrl-K: by place in the log ("1201" or "#1201"), and everything else as a search of the timeline.</summary>
internal sealed class EventsToOpen(TimelineWindows windows, AuthenticationStateProvider who) : IPaletteSource
{
    private const int Shortest = 2;

    public async ValueTask<IReadOnlyList<PaletteItem>> FindAsync(string text, CancellationToken cancellation)
    {
        var items = new List<PaletteItem>();
        if (long.TryParse(text.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var seq) && seq < long.MaxValue)
        {
            var viewer = Viewer.Of((await who.GetAuthenticationStateAsync()).User);
            var found = await windows.BeforeAsync(viewer.Workspace, TimelineFilter.None, SeqSpan.All, seq + 1, 1, cancellation);
            if (found is [var entry] && entry.Seq == seq) items.Add(new PaletteItem("Events", entry.Sentence ?? EventWords.What(entry.Type), TimelineUrl.Of(TimelineFilter.None, seq), "why", $"#{seq}"));
        }

        if (text.Length >= Shortest) items.Add(new PaletteItem("Search", $"Search the timeline for “{text}”", TimelineUrl.Of(new TimelineFilter { Query = text }), "search"));
        return items;
    }
}

using Baton.Web.Frame.Palette;

namespace Baton.Web.Timeline;

/// <summary>What the timeline puts into the frame.</summary>
internal static class TimelinePages
{
    public static void AddTimelinePages(this IServiceCollection services) => services.AddScoped<IPaletteSource, EventsToOpen>();
}

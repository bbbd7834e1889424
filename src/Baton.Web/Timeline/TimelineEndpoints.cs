using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Timeline;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;

namespace Baton.Web.Timeline;

/// <summary>The log as people read it.</summary>
internal static class TimelineEndpoints
{
    public static void MapTimeline(this IEndpointRouteBuilder api) => api.MapGet("/timeline", ListAsync).Needs(Scopes.Read).WithTags("Timeline")
        .WithSummary("What happened, newest first: events, decisions, actions, tasks, handoffs, changes of the configuration.")
        .Produces<Page<TimelineItem>>().Faults(400);

    private static async Task<IResult> ListAsync([AsParameters] TimelineQuery query, [AsParameters] Paging paging, Caller caller, TimelineWindows timeline, Conductor conductor)
    {
        var page = paging.Read();
        if (query.Read(caller, conductor) is not { } filter) return Results.Json(new Page<TimelineItem>([], null));
        var rows = await timeline.BeforeAsync(caller.Workspace, filter, await timeline.SpanAsync(filter), page.Before, page.Limit + 1);
        return Results.Json(page.Of([.. rows], r => r.Seq).Select(TimelineItem.Of));
    }
}

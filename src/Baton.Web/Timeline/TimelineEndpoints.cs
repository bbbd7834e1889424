using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Timeline;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;

namespace Baton.Web.Timeline;

/// <summary>The log as people read it.</summary>
internal static class TimelineEndpoints
{
    public static void MapTimeline(this IEndpointRouteBuilder api) => api.MapGet("/timeline", ListAsync).Needs(Scopes.Read).WithTags("Timeline")
        .WithSummary("What happened, newest first: events, decisions, actions, tasks, handoffs, changes of the configuration. It goes on into the archives; a page may hold less than asked for while there is a next one.")
        .Produces<Page<TimelineItem>>().Faults(400);

    private static async Task<IResult> ListAsync([AsParameters] TimelineQuery query, [AsParameters] Paging paging, Caller caller, WholeTimeline timeline, TimelineWindows windows, Conductor conductor)
    {
        var page = paging.Read();
        if (query.Read(caller, conductor) is not { } filter) return Results.Json(new Page<TimelineItem>([], null));
        var (rows, stopped, unreadable) = await timeline.BeforeAsync(caller.Workspace, filter, await windows.SpanAsync(filter), page.Before, page.Limit + 1);
        if (unreadable is not null && rows.Count == 0) throw new ArchiveException(unreadable);
        var found = page.Of([.. rows], r => r.Seq).Select(TimelineItem.Of);
        if (unreadable is not null && found.Next is null) stopped = rows[^1].Seq; // the next page says what is wrong
        return Results.Json(found.Next is null && stopped is { } seq ? found with { Next = PageOf.Cursor(seq) } : found);
    }
}

using System.Xml;
using Baton.Core.Policies;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;

namespace Baton.Web.Settings;

/// <summary>How long a workspace's log is kept.</summary>
/// <param name="Keep">An ISO 8601 duration, for example <c>P365D</c>: finished rows older than this leave the log. Null keeps everything.</param>
/// <param name="Archive">True moves them into compressed files, which the timeline goes on reading; false drops them for good.</param>
internal sealed record RetentionItem(string? Keep, bool Archive)
{
    public static RetentionItem Of(Retention retention) => new(retention.Keep is { } keep ? XmlConvert.ToString(keep) : null, retention.Archive);
}

/// <summary>How long the log is kept.</summary>
internal static class RetentionEndpoints
{
    public static void MapRetention(this IEndpointRouteBuilder api)
    {
        var retention = api.MapGroup("/retention").WithTags("Retention");
        retention.MapGet("", GetAsync).Needs(Scopes.Admin)
            .WithSummary("How long the log is kept before finished rows are archived or dropped.")
            .Produces<RetentionItem>().Faults();
        retention.MapPut("", PutAsync).Needs(Scopes.Admin)
            .WithSummary("Says how long the log is kept: 30 days at least, and a week longer than the longest cooldown of the policy in force. Without 'keep' everything is kept.")
            .Takes<RetentionItem>().Produces<RetentionItem>().Faults(400, 413, 415, 422, 503);
    }

    private static async Task<IResult> GetAsync(Caller caller, RetentionDesk desk) => Results.Json(RetentionItem.Of(await desk.FindAsync(caller.Workspace)));

    private static async Task<IResult> PutAsync(HttpRequest request, Caller caller, RetentionDesk desk)
    {
        var least = desk.LeastOf(caller.Workspace);
        var retention = await Sent.ReadAsync(request, body => new Retention(body.Duration("keep", least, RetentionDesk.Most), body.Flag("archive") ?? true));
        await desk.PutAsync(caller.Workspace, retention);
        return Results.Json(RetentionItem.Of(retention));
    }
}

using Baton.Core.Rollouts;
using Baton.Engine.Policies;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Policies.Rollouts;

/// <summary>Versions and rules that decide for a share of the customers.</summary>
internal static class RolloutEndpoints
{
    public static void MapRollouts(this IEndpointRouteBuilder api)
    {
        var rollout = api.MapGroup("/policies/rollout").WithTags("Policy");
        rollout.MapGet("", GetAsync).Needs(Scopes.Read)
            .WithSummary("What is tried with a share of the customers, a version or rules, and what was decided for them and for the rest.")
            .Produces<RolloutItem>().Faults();
        rollout.MapPost("/share", ShareAsync).Needs(Scopes.Admin)
            .WithSummary("Lets the version that is tried decide for another share of the customers. Whoever is in stays in when it grows.")
            .Takes<ShareRequest>().Produces<RolloutItem>().Faults(400, 409, 422, 503);
        rollout.MapPost("/promote", PromoteAsync).Needs(Scopes.Admin)
            .WithSummary("Lets the version that is tried decide for everybody.")
            .Produces<RolloutItem>().Faults(409, 503);
        rollout.MapPost("/stop", StopAsync).Needs(Scopes.Admin)
            .WithSummary("Lets the version that is tried decide for nobody; the published one goes on for everybody.")
            .Takes<StopNote>().Produces<RolloutItem>().Faults(400, 409, 422, 503);
    }

    private static async Task<IResult> GetAsync(Caller caller, RolloutQueries queries, Configurations configurations) =>
        Results.Json(RolloutItem.Of(configurations.Of(caller.Workspace).Policy.Version, await queries.ReadAsync(caller.Workspace)));

    private static async Task<IResult> ShareAsync(HttpRequest request, Caller caller, RolloutDesk desk, RolloutQueries queries, Configurations configurations, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var share = await Sent.ReadAsync(request, ReadShare);
        return await desk.ShareAsync(caller.Workspace, share, by, CancellationToken.None) is null ? None() : await GetAsync(caller, queries, configurations);
    }

    private static async Task<IResult> PromoteAsync(HttpRequest request, Caller caller, RolloutDesk desk, RolloutQueries queries, Configurations configurations, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        return await desk.PromoteAsync(caller.Workspace, by, CancellationToken.None) is null ? None() : await GetAsync(caller, queries, configurations);
    }

    private static async Task<IResult> StopAsync(HttpRequest request, Caller caller, RolloutDesk desk, RolloutQueries queries, Configurations configurations, Members members)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var note = await Sent.ReadIfAnyAsync(request, body => body.Text("note", max: 1000));
        return await desk.StopAsync(caller.Workspace, by, note, CancellationToken.None) is null ? None() : await GetAsync(caller, queries, configurations);
    }

    private static int ReadShare(JsonMembers body)
    {
        if (body.Whole("share", RolloutJson.LeastShare, RolloutJson.MostShare) is { } share) return share;
        if (body.Value("share") is null) body.Wrong("share", "'share' is missing: percent of customers, 0 to 99.");
        return RolloutJson.LeastShare;
    }

    private static Problem None() => Problem.Conflict("No version is being tried. Publish a draft with a rollout first.");
}

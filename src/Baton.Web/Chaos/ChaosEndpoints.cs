using Baton.Engine.Chaos;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Chaos;

/// <summary>Faults and load for those who test their own setup. Everything that changes something is refused (409) outside a test workspace.</summary>
internal static class ChaosEndpoints
{
    public static void MapChaos(this IEndpointRouteBuilder api)
    {
        var chaos = api.MapGroup("/chaos").WithTags("Chaos");
        chaos.MapGet("", GetAsync).Needs(Scopes.Read)
            .WithSummary("Whether this is a test workspace, what is injected, and the replay that is under way.")
            .Produces<ChaosItem>().Faults();
        chaos.MapPost("/injections", InjectAsync).Needs(Scopes.Admin)
            .WithSummary("Injects failures, latency or bad answers into an agent's calls, in place of what was injected into them before. It ends by itself.")
            .Takes<InjectionRequest>().Produces<InjectionItem>(StatusCodes.Status201Created).Produces<InjectionItem>().Faults(400, 409, 413, 415, 422, 503);
        chaos.MapDelete("/injections", EndAllAsync).Needs(Scopes.Admin)
            .WithSummary("Ends everything that is injected.")
            .Produces<EndedItem>().Faults(503);
        chaos.MapDelete("/injections/{agent}", EndAsync).Needs(Scopes.Admin)
            .WithSummary("Ends what is injected into one agent's calls.")
            .Produces(StatusCodes.Status204NoContent).Faults(404, 503);
        chaos.MapGet("/replays", List).Needs(Scopes.Read)
            .WithSummary("The latest replays of recorded traffic, newest first.")
            .Produces<Page<ReplayItem>>().Faults();
        chaos.MapPost("/replays", ReplayAsync).Needs(Scopes.Admin)
            .WithSummary("Sends recorded events again, as new events of customers made for it. One at a time in a workspace.")
            .Takes<ReplayRequest>().Produces<ReplayItem>(StatusCodes.Status202Accepted).Faults(400, 409, 413, 415, 422, 503);
        chaos.MapGet("/replays/{id}", ReportAsync).Needs(Scopes.Read)
            .WithSummary("What held in a replay: counts, times, and what must hold, looked at in the log.")
            .Produces<ReplayReport>().Faults(404);
        chaos.MapDelete("/replays/{id}", StopAsync).Needs(Scopes.Admin)
            .WithSummary("Stops a replay that is under way.")
            .Produces<ReplayItem>(StatusCodes.Status202Accepted).Faults(404, 409);
    }

    private static async Task<IResult> GetAsync(Caller caller, TestWorkspaces tests, Injections injections, LoadDesk loads, CancellationToken cancel) =>
        Results.Json(new ChaosItem(await tests.IsOneAsync(caller.Workspace, cancel), [.. injections.Of(caller.Workspace).Select(InjectionItem.Of)], loads.Running(caller.Workspace) is { } run ? ReplayItem.Of(run) : null));

    private static async Task<IResult> InjectAsync(HttpRequest request, Caller caller, InjectionDesk desk, TestWorkspaces tests, Configurations configurations, Members members)
    {
        await DemandAsync(caller, tests, request.HttpContext.RequestAborted);
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Operate);
        var order = await ChaosBodies.InjectionAsync(request, [.. configurations.Of(caller.Workspace).Agents.Keys]);
        try
        {
            var (injection, isNew) = await desk.BeginAsync(caller.Workspace, order, by, CancellationToken.None);
            return Results.Json(InjectionItem.Of(injection), statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        }
        catch (NoTestWorkspaceException refused)
        {
            return Problem.Conflict(refused.Message);
        }
    }

    private static async Task<IResult> EndAllAsync(HttpRequest request, Caller caller, InjectionDesk desk, Members members) =>
        Results.Json(new EndedItem(await desk.EndAllAsync(caller.Workspace, await OnBehalf.ActorAsync(request, caller, members, Rights.Operate), CancellationToken.None)));

    private static async Task<IResult> EndAsync(string agent, HttpRequest request, Caller caller, InjectionDesk desk, Members members) =>
        await desk.EndAsync(caller.Workspace, agent, await OnBehalf.ActorAsync(request, caller, members, Rights.Operate), CancellationToken.None)
            ? Results.NoContent() : Problem.Missing($"Nothing is injected into the calls of {agent}.");

    private static IResult List(Caller caller, LoadHistory history) => Results.Json(new Page<ReplayItem>([.. history.Latest(caller.Workspace).Select(ReplayItem.Of)], null));

    private static async Task<IResult> ReplayAsync(HttpRequest request, Caller caller, LoadDesk desk, TestWorkspaces tests, Members members)
    {
        await DemandAsync(caller, tests, request.HttpContext.RequestAborted);
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Operate);
        var order = await ChaosBodies.ReplayAsync(request);
        try
        {
            return Results.Json(ReplayItem.Of(await desk.BeginAsync(caller.Workspace, order, by, CancellationToken.None)), statusCode: StatusCodes.Status202Accepted);
        }
        catch (Exception refused) when (refused is NoTestWorkspaceException or LoadRunningException)
        {
            return Problem.Conflict(refused.Message);
        }
    }

    private static async Task<IResult> ReportAsync(string id, Caller caller, LoadReports reports, CancellationToken cancel) =>
        await reports.ReadAsync(caller.Workspace, id, cancel) is { } report ? Results.Json(ReplayReport.Of(report)) : Missing(id);

    private static async Task<IResult> StopAsync(string id, HttpRequest request, Caller caller, LoadDesk desk, LoadHistory history, Members members)
    {
        if (history.Find(caller.Workspace, id) is not { } run) return Missing(id);
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Operate);
        return await desk.StopAsync(caller.Workspace, by, id) ? Results.Json(ReplayItem.Of(run), statusCode: StatusCodes.Status202Accepted) : Problem.Conflict("This replay is over already.");
    }

    private static async Task DemandAsync(Caller caller, TestWorkspaces tests, CancellationToken cancel)
    {
        if (!await tests.IsOneAsync(caller.Workspace, cancel)) throw Problem.Conflict(NoTestWorkspaceException.Says).Thrown();
    }

    private static Problem Missing(string id) => Problem.Missing($"There is no replay {id} among the latest of this workspace.");
}

using Baton.Core.Backtesting;
using Baton.Engine.Backtesting;
using Baton.Engine.Storage;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Policies.Backtesting;

/// <summary>What the draft would have made of recorded history.</summary>
internal static class BacktestEndpoints
{
    public static void MapBacktests(this IEndpointRouteBuilder api)
    {
        var backtests = api.MapGroup("/policies/draft/backtest").WithTags("Policy");
        backtests.MapPost("", BeginAsync).Needs(Scopes.Admin)
            .WithSummary("Runs the draft over recorded history in the background; one at a time in a workspace. Poll what Location names.")
            .Takes<BacktestRequest>().Produces<BacktestItem>(StatusCodes.Status202Accepted).Faults(400, 409, 413, 415, 422);
        backtests.MapGet("", List).Needs(Scopes.Read)
            .WithSummary("The latest backtests, newest first. They are kept in memory, by the node that ran them.")
            .Produces<Page<BacktestItem>>().Faults();
        backtests.MapGet("/{id}", Get).Needs(Scopes.Read)
            .WithSummary("A backtest: how far it is, and what it found.")
            .Produces<BacktestItem>().Faults(404);
        backtests.MapDelete("/{id}", Stop).Needs(Scopes.Admin)
            .WithSummary("Stops a backtest.")
            .Produces<BacktestItem>(StatusCodes.Status202Accepted).Faults(404, 409);
    }

    private static async Task<IResult> BeginAsync(HttpRequest request, HttpResponse response, Caller caller, BacktestDesk desk, Members members, CancellationToken cancel)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        var period = await Sent.ReadIfAnyAsync(request, ReadPeriod);
        try
        {
            if (await desk.BeginAsync(caller.Workspace, period, by, cancel) is not { } run) return Problem.Conflict("There is no draft to try. PUT one to /api/v1/policies/draft first.");
            response.Headers.Location = $"/api/v1/policies/draft/backtest/{run.Id}";
            return Results.Json(BacktestItem.Of(run), statusCode: StatusCodes.Status202Accepted);
        }
        catch (BacktestRunningException refused)
        {
            return Problem.Conflict(refused.Message);
        }
    }

    private static IResult List(Caller caller, BacktestDesk desk) => Results.Json(new Page<BacktestItem>([.. desk.List(caller.Workspace).Select(BacktestItem.Of)], null));

    private static IResult Get(string id, Caller caller, BacktestDesk desk) => desk.Find(caller.Workspace, id) is { } run ? Results.Json(BacktestItem.Of(run)) : Missing(id);

    private static async Task<IResult> Stop(string id, HttpRequest request, Caller caller, BacktestDesk desk, Members members)
    {
        await OnBehalf.ActorAsync(request, caller, members, Rights.Admin);
        if (desk.Find(caller.Workspace, id) is not { } run) return Missing(id);
        return desk.Cancel(caller.Workspace, id) ? Results.Json(BacktestItem.Of(run), statusCode: StatusCodes.Status202Accepted) : Problem.Conflict("This backtest is over already.");
    }

    private static BacktestPeriod ReadPeriod(JsonMembers body)
    {
        var period = new BacktestPeriod(body.Moment("from") ?? BacktestPeriod.Always.From, body.Moment("to") ?? BacktestPeriod.Always.To);
        if (period.From >= period.To) body.Wrong("to", "'to' must be later than 'from'.");
        return period;
    }

    private static Problem Missing(string id) => Problem.Missing($"There is no backtest {id} among the latest of this workspace.");
}

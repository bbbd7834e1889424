using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Engine.Actions;
using Baton.Engine.Agents;
using Baton.Engine.Chaos;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Baton.Engine.Workspaces;
using Baton.Web.Actions;
using Baton.Web.Keys;
using Baton.Web.Problems;

namespace Baton.Web.Agents;

/// <summary>Agents that run elsewhere fetch their work here and hand in what came of it.</summary>
internal static class TaskEndpoints
{
    public static void MapTasks(this IEndpointRouteBuilder api)
    {
        api.MapGet("/tasks/{id}", GetAsync).Needs(Scopes.Read).WithTags("Tasks")
            .WithSummary("One task: what it is about, its tries, exactly what was sent to its agent, what came of it, and the tools that were used.")
            .Produces<TaskAnswer>().Faults(404);
        api.MapPost("/agents/{name}/tasks/claim", ClaimAsync).Needs(Scopes.Agent).WithTags("Tasks")
            .WithSummary("Leases tasks that wait for a pull agent; waits for the first when there is none.")
            .Takes<ClaimRequest>().Produces<Page<TaskItem>>().Faults(400, 404, 409, 422, 503);
        api.MapPost("/tasks/{id}/result", FinishAsync).Needs(Scopes.Agent).RefuseWhenFull().WithTags("Tasks")
            .WithSummary("Hands in what came of a task. A result counts once; the same again is answered the same.")
            .Takes<ResultRequest>().Produces<ResultAnswer>().Faults(400, 404, 409, 413, 415, 422, 429, 503);
        api.MapPost("/tasks/{id}/heartbeat", HeartbeatAsync).Needs(Scopes.Agent).WithTags("Tasks")
            .WithSummary("Says that a task is still worked on, which lengthens its lease.")
            .Takes<HeartbeatRequest>().Produces<LeaseItem>().Faults(400, 404, 409, 422, 503);
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, TaskStories stories) =>
        await stories.ReadAsync(caller.Workspace, PathText.Of(id)) is { } story ? Results.Json(TaskAnswer.Of(story)) : Missing(id);

    private static async Task<IResult> ClaimAsync(string name, HttpRequest request, Caller caller, PullDesk desk, PullContracts contracts, TaskQueries queries, TaskDesk results, Configurations configurations, TimeProvider clock)
    {
        if (AgentEndpoints.Find(name, caller, configurations).Kind != AgentKind.Pull) return Problem.Conflict($"{name} runs inside Baton and fetches nothing.");
        var (max, wait) = await Sent.ReadIfAnyAsync(request, body => (body.Whole("max", 1, 100) ?? 1, body.Duration("wait", TimeSpan.Zero, PullDesk.LongestWait) ?? TimeSpan.Zero));
        var tasks = await desk.ClaimAsync(caller.Workspace, name, max, wait, request.HttpContext.RequestAborted);
        var items = new List<TaskItem>(tasks.Count);
        foreach (var task in tasks) items.Add(TaskItem.Of(await queries.ViewAsync(task), configurations.Of(caller.Workspace).For(task.Customer ?? CustomerState.OfWorkspace).Policy, clock.GetUtcNow()) with { Fault = contracts.FaultBefore(task) });
        if (items.Count > 0) await results.NoteSentAsync(caller.Workspace, [.. items.Select(item => (item.Id, item.Sent()))]);
        return Results.Json(new Page<TaskItem>(items, null));
    }

    private static async Task<IResult> FinishAsync(string id, HttpRequest request, Caller caller, TaskQueries queries, TaskResults results) =>
        await results.TakeAsync(await FindAsync(id, caller, queries), request);

    private static async Task<IResult> HeartbeatAsync(string id, HttpRequest request, Caller caller, PullDesk desk, TaskQueries queries)
    {
        var task = await FindAsync(id, caller, queries);
        var token = await Sent.ReadIfAnyAsync(request, body => body.Text("lease")) ?? task.LeaseToken;
        return token is not null && await desk.HeartbeatAsync(caller.Workspace, id, token, task.Agent) is { } until ? Results.Json(new LeaseItem(token, until))
            : Problem.Conflict(task.Finished is null ? "This lease is no longer held; the task waits for whoever claims it." : "This task is finished.");
    }

    private static async Task<TaskRow> FindAsync(string id, Caller caller, TaskQueries queries) => await queries.FindAsync(caller.Workspace, id) ?? throw Missing(id).Thrown();

    private static Problem Missing(string id) => Problem.Missing($"There is no task {id} in this workspace.");
}

using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Actions;
using Baton.Engine.Agents;
using Baton.Engine.Chaos;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Baton.Web.Actions;
using Baton.Web.Problems;

namespace Baton.Web.Agents;

/// <summary>Takes results of tasks from agents that run elsewhere, from whoever may hand them in: by an API key, or by the address of a callback.</summary>
internal sealed class TaskResults(TaskDesk desk, Configurations configurations, PullContracts contracts, ActionRunner runner, Injections injections, WholeLog log, PermitTokens tokens, TimeProvider clock)
{
    /// <summary>Takes the result that a request holds.</summary>
    public async Task<IResult> TakeAsync(TaskRow task, HttpRequest request)
    {
        double? took = task.Started is { } started ? clock.GetUtcNow().ToUnix() - started : null;
        var (result, lease, proposals) = await Sent.ReadAsync(request, body => ResultBody.Read(body, task, runner, took));
        if (task.Finished is null && configurations.Of(task.Workspace).Agent(task.Agent) is { Killed: true }) return Problem.Conflict($"{task.Agent} was stopped: its results are refused until it goes on.");
        if (lease is not null && task is { Status: "leased" } && task.LeaseToken != lease) return Problem.Conflict("The lease ran out, and another worker holds this task now.");
        result = desk.Kept(task.Workspace, result);
        if (task.Finished is null && contracts.BreachOf(task, result) is { } breach) return await RefusedAsync(task, result, breach);
        if (injections.On(task.Workspace, task.Agent) is { } injection)
        {
            (result, var taken) = await InjectedCalls.TakeAsync(injection, result, clock, request.HttpContext.RequestAborted);
            if (!taken) proposals = [];
            result = contracts.Hold(task, result); // what was injected is no better than what was sent
        }

        var turns = await desk.FinishAsync(task.Workspace, result, proposals, CancellationToken.None);
        var turn = turns[0];
        if (turn.Status == TurnStatus.Refused) return Problem.Conflict(turn.Refusal!.Detail);
        if (turn.Status == TurnStatus.Duplicate && !IsSame(result, log.Read(task.Workspace, turn.Seq))) return Problem.Conflict($"The task {task.Id} has another result already.");
        var answers = turns.Skip(1).Zip(proposals, (t, p) => t.Decision is { Rulings: [var ruling, ..] } ? ActionAnswer.Of(p, ruling, task.Customer) with { Status = ActionDesk.StatusAfter(ruling.Verdict) } : null).OfType<ActionAnswer>();
        var told = new List<ActionAnswer>();
        foreach (var answer in answers) told.Add(await answer.WithTokenAsync(tokens, task.Workspace));
        return Results.Json(new ResultAnswer(task.Id, turn.Seq, result.Status.Name(), told));
    }

    private async Task<IResult> RefusedAsync(TaskRow task, TaskResult result, Breach breach)
    {
        var (refused, isTakenBack) = await contracts.RefuseAsync(task, result, breach, CancellationToken.None);
        if (refused.Status == TurnStatus.Refused) return Problem.Conflict(refused.Refusal!.Detail);
        return Problem.Wrong([.. breach.Faults.Select(f => f.Under("/output"))]) with
        {
            Detail = $"The output breaks the contract of {task.Agent}. {(isTakenBack ? "It did so too often: the task was taken back, and counts as a failed try." : "The task is still yours: send a result that keeps it.")}",
        };
    }

    // How long it took is not the agent's word, so it does not tell results apart; nor is what was injected into it.
    private static bool IsSame(TaskResult result, LogRow? row) =>
        row?.ToEvent().Data is { } known && (InjectedCalls.IsInjected(known.Text("detail")) || JsonElement.DeepEquals(TaskResultJson.Write(result with { DurationMs = known.Number("durationMs") }), known));
}

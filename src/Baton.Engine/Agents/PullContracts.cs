using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents.Calling;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Engine.Agents;

/// <summary>The contracts of agents that fetch their tasks: what they may be given, and what was wrong with their answer to the try before. A task keeps to the version it began with.</summary>
public sealed class PullContracts(AgentCalls calls, Configurations configurations, LogLookups lookups, Conductor conductor, TaskDesk desk)
{
    /// <summary>Those of the tasks leased to an agent that its contract lets it have; the others come to a person, with what was wrong, and the agent never sees them.</summary>
    internal async Task<IReadOnlyList<TaskRow>> AllowedAsync(IReadOnlyList<TaskRow> tasks, CancellationToken cancel)
    {
        var allowed = new List<TaskRow>(tasks.Count);
        foreach (var task in tasks)
        {
            if (await BreachOfInputAsync(task, cancel) is { } answer) await desk.FinishAsync(task.Workspace, new TaskResult(task.Id, task.Agent, answer.Status, Detail: answer.Detail) { Breach = answer.Breach }, cancel: cancel);
            else allowed.Add(task);
        }

        return allowed;
    }

    /// <summary>What was wrong with the agent's answer to the try before this one, when it broke its contract.</summary>
    public string? FaultBefore(TaskRow task) =>
        task.Attempt <= 1 ? null : Contracts.FaultBefore([.. lookups.ReadChain(task.Workspace, task.Root).Select(r => r.ToEvent())], task.Agent);

    /// <summary>How a result of a task breaks its agent's contract; null when it keeps it.</summary>
    public Breach? BreachOf(TaskRow task, TaskResult result) => AgentOf(task) is { } agent ? AgentContract.Of(agent).OfAnswer(result.Status, result.Output) : null;

    /// <summary>The result of a task, or the failure that it is when it breaks its agent's contract.</summary>
    public TaskResult Hold(TaskRow task, TaskResult result) => AgentOf(task) is { } agent ? Contracts.Hold(agent, result) : result;

    /// <summary>
    /// Refuses a result that breaks its agent's contract. The task stays with the agent, which may answer again; but when it was refused as often as the agent may try a task, this was a failed try.
    /// </summary>
    /// <returns>What was recorded, and whether the task was taken back with it.</returns>
    public async Task<(Turn Turn, bool IsTakenBack)> RefuseAsync(TaskRow task, TaskResult result, Breach breach, CancellationToken cancel)
    {
        var refused = 1 + lookups.ReadChain(task.Workspace, task.Root).Count(r => r.Type == EventTypes.TaskRefused && r.ToEvent().Data.Text("task") == task.Id);
        return refused < (AgentOf(task)?.MaxAttempts ?? 1)
            ? (await desk.RefuseAsync(task.Workspace, task.Id, task.Agent, breach, cancel), false)
            : ((await desk.FinishAsync(task.Workspace, Hold(task, result), cancel: cancel))[0], true);
    }

    private async Task<AgentAnswer?> BreachOfInputAsync(TaskRow task, CancellationToken cancel)
    {
        if (AgentOf(task) is not { Input: not null } agent || lookups.ReadRow(task.Workspace, task.EventSeq)?.ToEvent() is not { } trigger) return null;
        var customer = task.Customer is null ? null : await conductor.StateOfAsync(task.Workspace, task.Customer, cancel);
        return Contracts.BreachOfInput(calls.Of(task with { Attempt = task.Attempt - 1 }, agent, trigger, customer));
    }

    private AgentDefinition? AgentOf(TaskRow task) => configurations.Of(task.Workspace).Agent(task.Agent, task.AgentVersion);
}

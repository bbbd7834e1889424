using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Timeline;
using Baton.Engine.Pipeline;

namespace Baton.Engine.Agents;

/// <summary>Where agents hand in results. A result counts once; what comes later for the same task is refused.</summary>
public sealed class TaskDesk(Conductor conductor)
{
    /// <summary>Notes that an answer was refused since it breaks its agent's contract. The task stays as it is.</summary>
    public Task<Turn> RefuseAsync(string workspace, string task, string agent, Breach breach, CancellationToken cancel = default) => conductor.TakeAsync(workspace, new Input
    {
        Source = "baton/tasks",
        Id = Guid.CreateVersion7().ToString("N"),
        Type = EventTypes.TaskRefused,
        Actor = Actor.Agent(agent),
        Customer = TaskId.CustomerOf(task),
        Data = Payload.Of(json =>
        {
            json.WriteString("task", task);
            json.WriteString("agent", agent);
            json.WriteString("fault", breach.Fault);
        }),
        IsUnique = true,
    }, cancel);

    /// <summary>Takes a result and, in the same commit, decides what the agent proposes with it.</summary>
    public async Task<IReadOnlyList<Turn>> FinishAsync(string workspace, TaskResult result, ImmutableArray<Proposal> proposals = default, CancellationToken cancel = default)
    {
        var customer = TaskId.CustomerOf(result.Task);
        var inputs = new List<Input>(1 + (proposals.IsDefault ? 0 : proposals.Length))
        {
            new()
            {
                Source = "baton/tasks",
                Id = result.Task,
                Type = EventTypes.TaskFinished,
                Actor = Actor.Agent(result.Agent),
                Customer = customer,
                Data = TaskResultJson.Write(result),
            },
        };
        foreach (var (i, proposal) in (proposals.IsDefault ? [] : proposals).Index())
        {
            inputs.Add(new Input
            {
                Source = "baton/actions",
                Id = $"{result.Task}.{i + 1}",
                Type = EventTypes.ActionProposed,
                Actor = Actor.Agent(result.Agent),
                Customer = customer,
                Data = ProposalJson.Write(proposal),
                FollowsFirst = true,
            });
        }

        return await conductor.TakeAsync(workspace, inputs, cancel);
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Timeline;
using Baton.Engine.Credentials;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Agents;

/// <summary>Where agents hand in results. A result counts once; what comes later for the same task is refused.</summary>
public sealed class TaskDesk(Conductor conductor, Journal journal, Secrets secrets)
{
    /// <summary>Notes that an answer was refused since it breaks its agent's contract. The task stays as it is.</summary>
    public Task<Turn> RefuseAsync(string workspace, string task, string agent, Breach breach, CancellationToken cancel = default) => conductor.TakeAsync(workspace, Input.Act("baton/tasks", EventTypes.TaskRefused, Actor.Agent(agent), Payload.Of(json =>
    {
        json.WriteString("task", task);
        json.WriteString("agent", agent);
        json.WriteString("fault", breach.Fault);
    })) with { Customer = TaskId.CustomerOf(task) }, cancel);

    /// <summary>Takes a result and, in the same commit, decides what the agent proposes with it.</summary>
    public async Task<IReadOnlyList<Turn>> FinishAsync(string workspace, TaskResult result, ImmutableArray<Proposal> proposals = default, CancellationToken cancel = default)
    {
        var customer = TaskId.CustomerOf(result.Task);
        result = Kept(workspace, result);
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
                Data = ProposalJson.Write(secrets.Scrub(workspace, proposal)),
                FollowsFirst = true,
            });
        }

        return await conductor.TakeAsync(workspace, inputs, cancel);
    }

    /// <summary>A result as it is kept: without values of credentials, and with what was sent up to a size.</summary>
    public TaskResult Kept(string workspace, TaskResult result) => secrets.Scrub(workspace, result) with { Sent = SentParts.Of(secrets, workspace, result.Sent) };

    /// <summary>Notes what was sent to an agent that answers later.</summary>
    public async Task NoteSentAsync(string workspace, IReadOnlyList<(string Task, JsonElement Sent)> sent)
    {
        using var unit = journal.Begin(0);
        foreach (var (task, what) in sent) unit.NoteInput(new TaskRow { Workspace = workspace, Id = task, Agent = "", EventSeq = 0, Root = 0, Created = 0, Status = "", Input = SentParts.Of(secrets, workspace, what)?.GetRawText() });
        await journal.SubmitAsync(unit);
    }
}

using System.Text.Json;
using Baton.Core.Customers;
using Baton.Engine.Agents.Calling;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Agents;

/// <summary>A task with all that its agent needs.</summary>
/// <param name="Task">The task.</param>
/// <param name="Event">The event that it is about.</param>
/// <param name="Root">The event with which the chain began.</param>
/// <param name="Customer">The customer now; null when it is about none.</param>
/// <param name="Conversation">The customer's last messages, received and sent, oldest first.</param>
public sealed record TaskView(TaskRow Task, LogRow Event, LogRow Root, CustomerState? Customer, IReadOnlyList<LogRow> Conversation)
{
    /// <summary>For an agent with a declared context: all that it may see, in place of the rest.</summary>
    public JsonElement? Briefing { get; init; }
}

/// <summary>Tasks with their context.</summary>
public sealed class TaskQueries(IDbContextFactory<BatonDb> database, LogLookups lookups, WholeLog log, Conductor conductor, Configurations configurations, AgentCalls calls)
{
    private const int Messages = 20;

    /// <summary>One task; null when there is none of that id.</summary>
    public async Task<TaskRow?> FindAsync(string workspace, string id, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Tasks.FirstOrDefaultAsync(t => t.Workspace == workspace && t.Id == id, cancel);
    }

    /// <summary>What the agent of a task needs to know.</summary>
    public async Task<TaskView> ViewAsync(TaskRow task, CancellationToken cancel = default)
    {
        var about = log.Read(task.Workspace, task.EventSeq) ?? throw new InvalidDataException($"Task {task.Id} is about event {task.EventSeq}, which is not in the log.");
        var root = task.Root == task.EventSeq ? about : log.Read(task.Workspace, task.Root) ?? about;
        if (configurations.Of(task.Workspace).Agent(task.Agent, task.AgentVersion) is { Context: not null } agent)
        {
            var known = task.Customer is { } whose ? await conductor.StateOfAsync(task.Workspace, whose, cancel) : null;
            return new TaskView(task, about, root, known, []) { Briefing = calls.Of(task with { Attempt = task.Attempt - 1 }, agent, about.ToEvent(), known).Briefing.Value };
        }

        return task.Customer is { } customer
            ? new TaskView(task, about, root, await conductor.StateOfAsync(task.Workspace, customer, cancel), lookups.ReadMessages(task.Workspace, customer, Messages))
            : new TaskView(task, about, root, null, []);
    }
}

using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Agents;

/// <summary>All that is known of one task.</summary>
/// <param name="Task">The task.</param>
/// <param name="About">The event it is about; null when the log has lost it.</param>
/// <param name="Result">The event of its result; null while there is none.</param>
/// <param name="Sent">Exactly what was sent to its agent; null when nothing was, or nothing yet.</param>
/// <param name="IsInside">Whether its agent runs inside Baton, so that nothing ever leaves.</param>
/// <param name="Tries">The tasks made for the same event, this one included: tries, and those of agents that it fell back to. Oldest first.</param>
/// <param name="Uses">Events of tools that it used, oldest first.</param>
/// <param name="Actions">Events of what it asked to do, oldest first.</param>
/// <param name="Handoffs">Cases that came of it.</param>
public sealed record TaskStory(TaskRow Task, LogRow? About, LogRow? Result, JsonElement? Sent, bool IsInside, IReadOnlyList<TaskRow> Tries, IReadOnlyList<LogRow> Uses, IReadOnlyList<LogRow> Actions, IReadOnlyList<HandoffRow> Handoffs);

/// <summary>Tells the stories of tasks, from the log.</summary>
public sealed class TaskStories(IDbContextFactory<BatonDb> database, LogLookups lookups, WholeLog log, Configurations configurations)
{
    private const string ToolEvents = "baton.tool.";
    private const int MostTries = 50;

    /// <summary>One task; null when there is none of that id.</summary>
    public async Task<TaskStory?> ReadAsync(string workspace, string id, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        if (await db.Tasks.FirstOrDefaultAsync(t => t.Workspace == workspace && t.Id == id, cancel) is not { } task) return null;
        var result = lookups.FindDuplicate(workspace, "baton/tasks", id) is { } seq ? log.Read(workspace, seq) : null;
        var chain = lookups.ReadChain(workspace, task.Root);
        var sent = result?.ToEvent().Data.Member("sent") ?? (task.Input is { } input ? JsonElement.Parse(input) : null);
        return new TaskStory(
            task,
            log.Read(workspace, task.EventSeq),
            result,
            sent,
            configurations.Of(workspace).Agent(task.Agent) is { Kind: AgentKind.BuiltIn },
            await db.Tasks.Where(t => t.Workspace == workspace && t.Root == task.Root && t.EventSeq == task.EventSeq).OrderBy(t => t.Id).Take(MostTries).ToListAsync(cancel),
            [.. chain.Where(row => row.Type.StartsWith(ToolEvents, StringComparison.Ordinal) && row.ToEvent().Data.Text("task") == id)],
            [.. chain.Where(row => row.Type == EventTypes.ActionProposed && row.Id.StartsWith(id + ".", StringComparison.Ordinal))],
            await db.Handoffs.Where(h => h.Workspace == workspace && h.Task == id).OrderBy(h => h.Seq).ToListAsync(cancel));
    }
}

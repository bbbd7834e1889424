using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Agents;

/// <summary>A part of an agent's past.</summary>
/// <param name="From">Where it begins, UTC.</param>
/// <param name="Figures">How the agent did in it.</param>
public sealed record AgentPart(DateTimeOffset From, AgentFigures Figures);

/// <summary>A task that an agent has to do.</summary>
/// <param name="Task">The task.</param>
/// <param name="CustomerName">What people call its customer.</param>
/// <param name="About">What it is about, in one sentence.</param>
public sealed record AgentTask(TaskRow Task, string? CustomerName, string? About);

/// <summary>Something an agent wanted to do.</summary>
/// <param name="Action">The action and its verdict.</param>
/// <param name="CustomerName">What people call its customer.</param>
public sealed record AgentProposal(ActionRow Action, string? CustomerName);

/// <summary>That an agent was paused.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">E-mail of the person who did it.</param>
/// <param name="Note">Why, in that person's words.</param>
public sealed record AgentPause(DateTimeOffset At, string By, string? Note);

/// <summary>What one agent did and has to do.</summary>
public sealed class AgentHistory(IDbContextFactory<BatonDb> database, FacetIndex facets, Configurations configurations, TimeProvider clock)
{
    // Times of a week in full could be millions; the latest of them say enough.
    private const int MostTasks = 20_000;

    /// <summary>The time up to now in equal parts, oldest first. Of more than 20,000 finished tasks the latest count.</summary>
    public async Task<IReadOnlyList<AgentPart>> ReadAsync(string workspace, string agent, TimeSpan span, int parts, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var from = clock.GetUtcNow() - span;
        var since = from.ToUnix();
        var tasks = await db.Tasks.Where(t => t.Workspace == workspace && t.Agent == agent && t.Finished > since).OrderByDescending(t => t.Finished).Take(MostTasks)
            .Select(t => new FinishedTask(t.Started, t.Finished!.Value, t.ResultStatus, t.Confidence, t.Cost)).ToListAsync(cancel);
        var part = span / parts;
        var minConfidence = configurations.Of(workspace).Agent(agent)?.MinConfidence;
        var byPart = tasks.ToLookup(t => (int)Math.Min((t.Finished.ToTime() - from) / part, parts - 1));
        return [.. Enumerable.Range(0, parts).Select(i => new AgentPart(from + (part * i), AgentFigures.Of([.. byPart[i]], minConfidence)))];
    }

    /// <summary>Its open tasks, in the order in which it gets them.</summary>
    public async Task<IReadOnlyList<AgentTask>> OpenAsync(string workspace, string agent, int most, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await ToldAsync(db, workspace, await db.Tasks.Where(t => t.Workspace == workspace && t.Agent == agent && new[] { TaskRecords.Queued, TaskRecords.Leased }.Contains(t.Status))
            .OrderBy(t => t.Status).ThenByDescending(t => t.Priority).ThenBy(t => t.NotBefore).Take(most).ToListAsync(cancel), cancel);
    }

    /// <summary>The tasks that it finished last, newest first.</summary>
    public async Task<IReadOnlyList<AgentTask>> FinishedAsync(string workspace, string agent, int most, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await ToldAsync(db, workspace, await db.Tasks.Where(t => t.Workspace == workspace && t.Agent == agent && t.Finished != null).OrderByDescending(t => t.Finished).Take(most).ToListAsync(cancel), cancel);
    }

    private static async Task<IReadOnlyList<AgentTask>> ToldAsync(BatonDb db, string workspace, List<TaskRow> tasks, CancellationToken cancel)
    {
        var names = await TimelineRows.NamesAsync(db, workspace, [.. tasks.Select(t => t.Customer).OfType<string>().Distinct(StringComparer.Ordinal)], cancel);
        var seqs = tasks.Select(t => t.EventSeq).Distinct().ToList();
        var about = await db.Log.Where(r => r.Workspace == workspace && seqs.Contains(r.Seq)).ToDictionaryAsync(r => r.Seq, r => r.Sentence, cancel);
        return tasks.ConvertAll(t => new AgentTask(t, t.Customer is { } id ? names.GetValueOrDefault(id) : null, about.GetValueOrDefault(t.EventSeq)));
    }

    /// <summary>What it asked to do, newest first.</summary>
    public async Task<IReadOnlyList<AgentProposal>> ProposalsAsync(string workspace, string agent, int most, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var actions = await db.Actions.Where(a => a.Workspace == workspace && a.Agent == agent).OrderByDescending(a => a.Seq).Take(most).ToListAsync(cancel);
        var names = await TimelineRows.NamesAsync(db, workspace, [.. actions.Select(a => a.Customer).Distinct(StringComparer.Ordinal)], cancel);
        return actions.ConvertAll(a => new AgentProposal(a, names.GetValueOrDefault(a.Customer)));
    }

    /// <summary>When, by whom and why it was last paused; null when it never was.</summary>
    public async Task<AgentPause?> PauseAsync(string workspace, string agent, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        if (facets.Newest(new FacetQuery(workspace, [new AnyOf(Facet.Agent, [agent]), new AnyOf(Facet.Type, [EventTypes.AgentPaused])]), 1) is not [var seq]) return null;
        var row = await db.Log.FirstOrDefaultAsync(r => r.Workspace == workspace && r.Seq == seq, cancel);
        return row?.ToEvent() is { } e ? new AgentPause(e.Received, e.Actor.Name, e.Data.Text("note")) : null;
    }
}

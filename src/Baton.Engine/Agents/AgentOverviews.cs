using Baton.Core.Agents;
using Baton.Engine.Clocks;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Agents;

/// <summary>The agents of a workspace as people watch them. Every read is of one index; figures are of the latest tasks, so that a busy hour costs no more than a quiet one.</summary>
public sealed class AgentOverviews(IDbContextFactory<BatonDb> database, Configurations configurations, TimeProvider clock)
{
    private const int Sample = 200;
    private const int Parts = 12;
    private static readonly TimeSpan Span = TimeSpan.FromHours(1);

    /// <summary>Every agent that is defined, and every one that rules or open tasks name; by name.</summary>
    public async Task<IReadOnlyList<AgentLine>> ListAsync(string workspace, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var config = configurations.Of(workspace);
        var open = await OpenAsync(db, workspace, agent: null, cancel);
        var routed = config.Policy.Routing.Where(r => r.Enabled).SelectMany(r => r.Agents.Select(agent => (agent, r.Id))).ToLookup(r => r.agent, r => r.Id, StringComparer.Ordinal);
        var names = config.Agents.Keys.Concat(open.Keys).Concat(routed.Select(r => r.Key)).Concat(config.Agents.Values.Select(a => a.Fallback).OfType<string>());
        var lines = new List<AgentLine>();
        foreach (var name in names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) lines.Add(await LineAsync(db, workspace, name, config.Agent(name), open, [.. routed[name]], cancel));
        return lines;
    }

    /// <summary>One agent; null when nothing knows the name.</summary>
    public async Task<AgentLine?> FindAsync(string workspace, string name, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var config = configurations.Of(workspace);
        var open = await OpenAsync(db, workspace, name, cancel);
        var routed = config.Policy.Routing.Where(r => r.Enabled && r.Agents.Contains(name, StringComparer.Ordinal)).Select(r => r.Id).ToList();
        return config.Agent(name) is null && open.Count == 0 && routed.Count == 0 ? null : await LineAsync(db, workspace, name, config.Agent(name), open, routed, cancel);
    }

    private async Task<AgentLine> LineAsync(BatonDb db, string workspace, string name, AgentDefinition? definition, Dictionary<string, OpenWork> open, IReadOnlyList<string> routed, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var since = (now - Span).ToUnix();
        var finished = db.Tasks.Where(t => t.Workspace == workspace && t.Agent == name && t.Finished > since);
        var sample = await finished.OrderByDescending(t => t.Finished).Take(Sample).Select(t => new FinishedTask(t.Started, t.Finished!.Value, t.ResultStatus, t.Confidence, t.Cost)).ToListAsync(cancel);
        var asked = await db.Actions.Where(a => a.Workspace == workspace && a.Agent == name).OrderByDescending(a => a.Seq).Take(Sample).Where(a => a.Asked > since).Select(a => a.Asked).ToListAsync(cancel);
        var work = open.GetValueOrDefault(name);
        return new AgentLine
        {
            Name = name,
            Definition = definition,
            Open = work?.Open ?? 0,
            Leased = work?.Leased ?? 0,
            Oldest = work?.Oldest.ToTime(),
            LastHour = AgentFigures.Of(sample, definition?.MinConfidence),
            Asked = asked.Count,
            LastAct = sample.Select(t => t.Finished).Concat(asked).DefaultIfEmpty().Max() is > 0 and var last ? last.ToTime() : null,
            Volume = sample.Count < Sample ? VolumeOf(sample.Select(t => t.Finished).Concat(asked), since) : await VolumeAsync(finished, asked, since, cancel),
            NamedBy = routed,
        };
    }

    private static async Task<IReadOnlyList<int>> VolumeAsync(IQueryable<TaskRow> finished, List<long> asked, long since, CancellationToken cancel)
    {
        var part = (long)Span.TotalMilliseconds / Parts;
        var counts = await finished.GroupBy(t => (t.Finished!.Value - since) / part).Select(g => new { Part = g.Key, Count = g.Count() }).ToListAsync(cancel);
        var volume = new int[Parts];
        foreach (var count in counts) if (count.Part is >= 0 and < Parts) volume[count.Part] = count.Count;
        foreach (var at in asked) volume[Math.Min((at - since) / part, Parts - 1)]++;
        return volume;
    }

    // Most agents do less in an hour than is read of them anyway: then nothing needs to be counted once more.
    private static int[] VolumeOf(IEnumerable<long> times, long since)
    {
        var volume = new int[Parts];
        foreach (var at in times) volume[Math.Clamp((at - since) / ((long)Span.TotalMilliseconds / Parts), 0, Parts - 1)]++;
        return volume;
    }

    // The statuses stand in the query as they stand in the index of open tasks, or the index would not be used.
    private static async Task<Dictionary<string, OpenWork>> OpenAsync(BatonDb db, string workspace, string? agent, CancellationToken cancel)
    {
        var open = db.Tasks.Where(t => t.Workspace == workspace && new[] { TaskRecords.Queued, TaskRecords.Leased }.Contains(t.Status));
        if (agent is not null) open = open.Where(t => t.Agent == agent);
        var groups = await open.GroupBy(t => new { t.Agent, t.Status }).Select(g => new { g.Key.Agent, g.Key.Status, Count = g.Count(), Oldest = g.Min(t => t.NotBefore) }).ToListAsync(cancel);
        return groups.GroupBy(g => g.Agent, StringComparer.Ordinal).ToDictionary(g => g.Key, g => new OpenWork(g.Sum(s => s.Count), g.Where(s => s.Status == TaskRecords.Leased).Sum(s => s.Count), g.Min(s => s.Oldest)), StringComparer.Ordinal);
    }

    private sealed record OpenWork(int Open, int Leased, long Oldest);
}

using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Agents.Experiments;
using Baton.Core.Timeline;
using Baton.Engine.Clocks;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Agents.Experiments;

/// <summary>A version of an agent as people look back on it.</summary>
/// <param name="Definition">What it was.</param>
/// <param name="Author">Who made it.</param>
/// <param name="Note">Why, in that person's words.</param>
/// <param name="Made">When, UTC.</param>
/// <param name="IsInForce">Whether it gets the work, but for what another one is tried on.</param>
/// <param name="IsTried">Whether it is tried on a share of the customers.</param>
public sealed record AgentVersion(AgentDefinition Definition, string Author, string? Note, DateTimeOffset Made, bool IsInForce, bool IsTried);

/// <summary>A trial under way with what it shows so far.</summary>
/// <param name="Experiment">What is tried.</param>
/// <param name="Comparison">How both did since it began.</param>
public sealed record ExperimentReport(Experiment Experiment, VersionComparison Comparison);

/// <summary>The versions of agents, and how they compare.</summary>
public sealed class VersionHistory(IDbContextFactory<BatonDb> database, Configurations configurations)
{
    // The latest tasks say enough, and a busy month could hold millions.
    private const int MostTasks = 20_000;

    /// <summary>An agent's versions, newest first; at most 200.</summary>
    public async Task<IReadOnlyList<AgentVersion>> ListAsync(string workspace, string agent, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var config = configurations.Of(workspace);
        var (inForce, tried) = (config.Agent(agent)?.Version, config.VersionsOf(agent).Experiment?.Candidate.Version);
        var rows = await db.AgentVersions.Where(v => v.Workspace == workspace && v.Name == agent).OrderByDescending(v => v.Version).Take(200).ToListAsync(cancel);
        return [.. rows.Select(r => new AgentVersion(Read(r.Definition), r.Author, r.Note, r.Made.ToTime(), r.Version == inForce, r.Version == tried))];
    }

    /// <summary>A version's definition; null when there is none of that number.</summary>
    public async Task<AgentDefinition?> FindAsync(string workspace, string agent, int version, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.AgentVersions.FirstOrDefaultAsync(v => v.Workspace == workspace && v.Name == agent && v.Version == version, cancel) is { } row ? Read(row.Definition) : null;
    }

    /// <summary>The trial of an agent that is under way; null when none is. Of more than 20,000 finished tasks the latest count.</summary>
    public async Task<ExperimentReport?> ReportAsync(string workspace, string agent, CancellationToken cancel = default)
    {
        var config = configurations.Of(workspace);
        if (config.Agent(agent) is not { } current || config.VersionsOf(agent).Experiment is not { } experiment) return null;
        await using var db = await database.CreateDbContextAsync(cancel);
        var since = experiment.Begun.ToUnix();

        // Only work that began while both got some: what was given before the trial was of other days.
        var tasks = await db.Tasks.Where(t => t.Workspace == workspace && t.Agent == agent && t.Finished > since && t.Created >= since).OrderByDescending(t => t.Finished).Take(MostTasks)
            .Select(t => new { t.AgentVersion, t.ResultStatus, t.Confidence, t.Cost, t.Started, t.Finished }).ToListAsync(cancel);
        VersionFigures Of(AgentDefinition version) => VersionFigures.Of([.. tasks.Where(t => t.AgentVersion == version.Version).Select(t => new FinishedWork(
            t.ResultStatus == "success",
            t.ResultStatus is "needs-human-review" or "needs-more-info" || t.ResultStatus == "success" && t.Confidence < version.MinConfidence,
            t.Confidence,
            t.Cost ?? 0,
            t.Started is { } started ? t.Finished!.Value - started : null))]);
        return new ExperimentReport(experiment, VersionComparison.Of(Of(current), Of(experiment.Candidate)));
    }

    private static AgentDefinition Read(string definition) => JsonSerializer.Deserialize<AgentDefinition>(definition, LogJson.Compact)!;
}

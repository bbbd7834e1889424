using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Classification;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Timeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Lookups;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Policies;

/// <summary>
/// What each workspace decides with now. It changes only while every lane is held, after the change is durable, so that there is one point of the
/// log before which the old and after which the new one decided.
/// </summary>
public sealed class Configurations(IDbContextFactory<BatonDb> database, LogLookups lookups)
{
    private readonly ConcurrentDictionary<string, WorkspaceConfig> _current = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, int> _resets = new(StringComparer.Ordinal);

    /// <summary>How often a workspace was begun anew is kept under this name.</summary>
    internal const string Resets = "workspace.resets";

    /// <summary>Raised with the workspace after its configuration changed.</summary>
    public event Action<string>? Changed;

    /// <summary>The workspaces there are.</summary>
    public IEnumerable<string> Workspaces => _current.Keys;

    /// <summary>What a workspace decides with.</summary>
    /// <exception cref="KeyNotFoundException">There is no such workspace.</exception>
    public WorkspaceConfig Of(string workspace) => _current.TryGetValue(workspace, out var config) ? config : throw new KeyNotFoundException($"There is no workspace '{workspace}'.");

    /// <summary>The same; null when this process knows no such workspace.</summary>
    internal WorkspaceConfig? Find(string workspace) => _current.GetValueOrDefault(workspace);

    /// <summary>How often a workspace was begun anew: ids of its former customers and of their tasks must not come back.</summary>
    internal int ResetsOf(string workspace) => _resets.GetValueOrDefault(workspace);

    /// <summary>Reads every workspace's configuration from the database.</summary>
    public async Task LoadAsync(CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        foreach (var setting in await db.Settings.Where(s => s.Name == Resets).ToListAsync(cancel)) _resets[setting.Workspace] = int.Parse(setting.Value, CultureInfo.InvariantCulture);
        foreach (var workspace in await db.Workspaces.Select(w => w.Id).ToListAsync(cancel)) _current[workspace] = await LoadAsync(db, workspace, cancel);
    }

    /// <summary>Reads a workspace's configuration as it is in the database at one moment; nothing decides by it yet.</summary>
    internal async Task<WorkspaceConfig> ReadAsync(string workspace, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        await using var moment = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        if (await db.Settings.FirstOrDefaultAsync(s => s.Workspace == workspace && s.Name == Resets, cancel) is { } setting) _resets[workspace] = int.Parse(setting.Value, CultureInfo.InvariantCulture);
        return await LoadAsync(db, workspace, cancel);
    }

    /// <summary>The configuration after one of Baton's own events that change it. Replay uses it as well.</summary>
    /// <param name="config">What was decided with before it.</param>
    /// <param name="e">The event.</param>
    /// <param name="models">Where the classifiers are that it may name.</param>
    /// <exception cref="InvalidDataException">It names a classifier that there is not.</exception>
    public static WorkspaceConfig After(WorkspaceConfig config, Event e, ModelShelf models) => e.Type switch
    {
        EventTypes.ModelPromoted when e.Data.Text("model") is { } model => WithModel(config, e, model, models.Get(config.Workspace, model, e.Data.Text("version")!)),
        EventTypes.PolicyPublished => config with { Revision = e.Seq, Policy = PolicyOf(e), Rollout = null },
        EventTypes.RolloutStarted => config with { Revision = e.Seq, Rollout = Rollouts.Begun(e, PolicyOf(e)) },
        EventTypes.RolloutChanged when Rollouts.Of(config, e) is { } rollout => config with { Revision = e.Seq, Rollout = Rollouts.Changed(rollout, e) },
        EventTypes.RolloutPromoted when Rollouts.Of(config, e) is { } rollout => config with { Revision = e.Seq, Policy = rollout.Policy, Rollout = null },
        EventTypes.RolloutStopped when Rollouts.Of(config, e) is not null => config with { Revision = e.Seq, Rollout = null },
        EventTypes.QueueDefined or EventTypes.QueueRemoved or EventTypes.PersonProfiled => QueueChanges.After(config, e),
        _ => AgentChanges.After(config, e),
    };

    /// <summary>The configuration with which a workspace begins.</summary>
    public static WorkspaceConfig Beginning(string workspace) => new() { Workspace = workspace, Policy = PolicyReader.Read(PolicyReader.Beginning, 1) };

    internal void SetResets(string workspace, int resets) => _resets[workspace] = resets;

    internal void Set(WorkspaceConfig config)
    {
        _current[config.Workspace] = config;
        Changed?.Invoke(config.Workspace);
    }

    private static Policy PolicyOf(Event e) => PolicyReader.Read(e.Data.GetProperty("document").GetRawText(), e.Data.GetProperty("version").GetInt32());

    private static WorkspaceConfig WithModel(WorkspaceConfig config, Event e, string model, TextClassifier classifier) =>
        config with { Revision = e.Seq, Models = config.Models.Where(m => m.Key != model).Append(new(model, classifier)).ToFrozenDictionary(StringComparer.Ordinal) };

    private async Task<WorkspaceConfig> LoadAsync(BatonDb db, string workspace, CancellationToken cancel)
    {
        var beginning = Beginning(workspace);
        var standing = await db.Settings.FirstOrDefaultAsync(s => s.Workspace == workspace && s.Name == Standing.Setting, cancel) is { } said ? Standing.Read(said.Value) : null;
        var policy = await db.Policies.Where(p => p.Workspace == workspace && (standing == null || p.Version == standing.Published)).OrderByDescending(p => p.Version).FirstOrDefaultAsync(cancel);
        var tried = standing?.Tried is { } version ? await db.Policies.FirstOrDefaultAsync(p => p.Workspace == workspace && p.Version == version, cancel) : null;
        var agents = await db.Agents.Where(a => a.Workspace == workspace).ToListAsync(cancel);
        var revision = await db.Log.Where(l => l.Workspace == workspace && l.Customer == null && EventTypes.Configuring.Contains(l.Type)).MaxAsync(l => (long?)l.Seq, cancel);
        var current = agents.Select(a => JsonSerializer.Deserialize<AgentDefinition>(a.Definition, LogJson.Compact)! with { Paused = a.Paused }).ToFrozenDictionary(a => a.Name, StringComparer.Ordinal);
        var models = await db.Models.Where(m => m.Workspace == workspace && m.Version != null).ToListAsync(cancel);
        return await QueueChanges.LoadAsync(db, beginning with
        {
            Revision = Math.Max(revision ?? 0, await db.Database.SqlQuery<long>($"SELECT coalesce(max(Configured), 0) AS \"Value\" FROM Archive WHERE Workspace = {workspace}").SingleAsync(cancel)),
            Policy = policy is null ? beginning.Policy : PolicyReader.Read(policy.Document, policy.Version),
            Rollout = tried is null ? null : standing!.RolloutOf(PolicyReader.Read(tried.Document, tried.Version)),
            Agents = current,
            Versions = await VersionsAsync(db, workspace, current, cancel),
            Models = models.ToFrozenDictionary(m => m.Name, m => lookups.Models.Get(workspace, m.Name, m.Version!), StringComparer.Ordinal),
        }, cancel);
    }

    private static async Task<FrozenDictionary<string, AgentVersions>> VersionsAsync(BatonDb db, string workspace, FrozenDictionary<string, AgentDefinition> agents, CancellationToken cancel)
    {
        var rows = await db.AgentVersions.Where(v => v.Workspace == workspace).OrderBy(v => v.Version).ToListAsync(cancel);
        var settings = await db.Settings.Where(s => s.Workspace == workspace && s.Name.StartsWith(ConfigurationRecords.Experiments)).ToDictionaryAsync(s => s.Name[ConfigurationRecords.Experiments.Length..], s => s.Value, StringComparer.Ordinal, cancel);
        var all = new Dictionary<string, AgentVersions>(StringComparer.Ordinal);
        foreach (var group in rows.GroupBy(r => r.Name, StringComparer.Ordinal).Where(g => agents.ContainsKey(g.Key)))
        {
            var definitions = group.Select(r => JsonSerializer.Deserialize<AgentDefinition>(r.Definition, LogJson.Compact)!).ToList();
            var experiment = settings.TryGetValue(group.Key, out var setting) ? AgentChanges.Read(setting, version => definitions.Find(d => d.Version == version)) : null;
            var past = definitions.Where(d => d.Version != agents[group.Key].Version && d.Version != experiment?.Candidate.Version);
            all[group.Key] = past.Aggregate(new AgentVersions { Experiment = experiment }, (versions, one) => versions.With(one));
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

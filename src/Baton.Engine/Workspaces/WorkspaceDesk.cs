using System.Collections.Concurrent;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Engine.Clocks;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Workspaces;

/// <summary>The businesses that use this Baton.</summary>
public sealed class WorkspaceDesk : IDisposable
{
    /// <summary>The workspace that every installation has.</summary>
    public const string First = "default";

    private readonly Configurations _configurations;
    private readonly PolicyDesk _policies;
    private readonly Journal _journal;
    private readonly IDbContextFactory<BatonDb> _database;
    private readonly ICommits[] _others;
    private readonly TimeProvider _clock;

    // Every screen shows name and colour, so they are not read from disk each time.
    private readonly ConcurrentDictionary<string, WorkspaceRow> _known = new(StringComparer.Ordinal);

    /// <summary>Makes the one desk of a process.</summary>
    public WorkspaceDesk(Configurations configurations, PolicyDesk policies, Journal journal, IDbContextFactory<BatonDb> database, IEnumerable<ICommits> others, TimeProvider clock)
    {
        (_configurations, _policies, _journal, _database, _others, _clock) = (configurations, policies, journal, database, [.. others], clock);
        foreach (var other in _others) other.Changed += Notice;
    }

    /// <summary>The workspace; null when there is none of that id.</summary>
    public async Task<WorkspaceRow?> FindAsync(string workspace, CancellationToken cancel = default)
    {
        if (_known.TryGetValue(workspace, out var known)) return known;
        await using var db = await _database.CreateDbContextAsync(cancel);
        var row = await db.Workspaces.FirstOrDefaultAsync(w => w.Id == workspace, cancel);
        return row is null ? null : _known.GetOrAdd(workspace, row);
    }

    /// <summary>Changes how a workspace is called and its colour.</summary>
    /// <param name="workspace">Its id, which stays.</param>
    /// <param name="name">Its new name.</param>
    /// <param name="accent">A colour such as <c>#2f5fd8</c>; null for Baton's own.</param>
    /// <param name="cancel">Ends the reading of it as it was.</param>
    /// <exception cref="KeyNotFoundException">There is no such workspace.</exception>
    public async Task ChangeAsync(string workspace, string name, string? accent, CancellationToken cancel = default)
    {
        var before = await FindAsync(workspace, cancel) ?? throw new KeyNotFoundException($"There is no workspace '{workspace}'.");
        var after = before with { Name = name, Accent = accent };
        using var unit = _journal.Begin(0);
        unit.Put(after);
        await _journal.SubmitAsync(unit);
        _known[workspace] = after;
    }

    /// <summary>Makes sure that a workspace exists, with the first version of its policy.</summary>
    public async Task EnsureAsync(string workspace, string name, CancellationToken cancel = default)
    {
        var known = _configurations.Workspaces.Contains(workspace, StringComparer.Ordinal);
        if (known && (await _policies.VersionsAsync(workspace, cancel)).Count > 0) return;
        if (!known)
        {
            using var unit = _journal.Begin(0);
            unit.Put(new WorkspaceRow { Id = workspace, Name = name, Created = _clock.GetUtcNow().ToUnix() });
            await _journal.SubmitAsync(unit);
            _configurations.Set(Configurations.Beginning(workspace));
        }

        // Perhaps a former process was stopped between the two.
        await BeginAsync(workspace, cancel);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var other in _others) other.Changed -= Notice;
    }

    private void Notice(IReadOnlyList<string>? what)
    {
        if (what is null || what.Contains("workspace", StringComparer.Ordinal)) _known.Clear();
    }

    /// <summary>Publishes the policy with which every workspace begins.</summary>
    internal Task BeginAsync(string workspace, CancellationToken cancel) => _policies.PublishAsync(workspace, PolicyReader.Beginning, Actor.Baton, "The beginning", terms: null, cancel);
}

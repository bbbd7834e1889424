using System.Collections.Concurrent;
using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Channels;

/// <summary>The channels of each workspace and what it tells customers, in memory, as they are after the last change.</summary>
public sealed class ChannelBook : IDisposable
{
    private readonly IDbContextFactory<BatonDb> _database;
    private readonly Journal _journal;
    private readonly ICommits[] _others;

    // Replaced as a whole by a change, so that a reading under way cannot put back what held before.
    private ConcurrentDictionary<string, Page> _known = new(StringComparer.Ordinal);

    /// <summary>Makes the one of a process.</summary>
    public ChannelBook(IDbContextFactory<BatonDb> database, Journal journal, IEnumerable<ICommits> others)
    {
        (_database, _journal, _others) = (database, journal, [.. others]);
        _journal.Committed += Notice;
        foreach (var other in _others)
        {
            other.Committed += Notice;
            other.Changed += Notice;
        }
    }

    /// <summary>Every channel of a workspace, by name.</summary>
    public IReadOnlyList<ChannelDefinition> Of(string workspace) => Read(workspace).Channels;

    /// <summary>The channel that does actions of a kind best: the one that names it most exactly; null when none does.</summary>
    public ChannelDefinition? Find(string workspace, string kind) =>
        Of(workspace).Where(c => c.Fits(kind) is not null).OrderByDescending(c => c.Fits(kind)).FirstOrDefault();

    /// <summary>What customers are told when a person takes over; null for nothing.</summary>
    public string? NoticeOf(string workspace) => Read(workspace).Notice is { Length: > 0 } text ? text : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _journal.Committed -= Notice;
        foreach (var other in _others)
        {
            other.Committed -= Notice;
            other.Changed -= Notice;
        }
    }

    internal void Forget() => _known = new(StringComparer.Ordinal);

    private Page Read(string workspace)
    {
        var known = _known;
        if (known.TryGetValue(workspace, out var page)) return page;
        using var db = _database.CreateDbContext();
        var definitions = db.Channels.Where(c => c.Workspace == workspace).OrderBy(c => c.Name).Select(c => c.Definition).ToList();
        var notice = db.Settings.Where(s => s.Workspace == workspace && s.Name == ChannelRecords.Notice).Select(s => s.Value).FirstOrDefault();
        return known[workspace] = new Page(definitions.ConvertAll(d => JsonSerializer.Deserialize<ChannelDefinition>(d, ChannelJson.Options)!), notice);
    }

    private void Notice(CommittedBatch batch)
    {
        foreach (var row in batch.Log)
        {
            if (row.Type is EventTypes.ChannelDefined or EventTypes.ChannelRemoved or EventTypes.NoticeChanged) Forget();
        }
    }

    private void Notice(IReadOnlyList<string>? what)
    {
        if (what is null) Forget();
    }

    private sealed record Page(List<ChannelDefinition> Channels, string? Notice);
}

using System.Collections.Concurrent;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Credentials;

/// <summary>
/// Takes the values of a workspace's credentials out of what comes from outside, before it is kept or shown: a server may send back what it was sent. The values are in
/// memory while a workspace's agents are at work, and go when nothing was asked for <see cref="KeptFor"/>; a value that was sent is looked for a day longer than it is in force.
/// </summary>
public sealed class Secrets : IDisposable
{
    /// <summary>For how long the values stay in memory after the last use.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan SentBefore = TimeSpan.FromDays(1); // an agent may work that long on a task

    private readonly IDbContextFactory<BatonDb> _database;
    private readonly Journal _journal;
    private readonly ICommits[] _others;
    private readonly ISecretBox _box;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<(string Workspace, string Value), (string Name, DateTimeOffset At)> _sent = new();

    // Replaced as a whole by a change, so that a reading under way cannot put back what was known before.
    private ConcurrentDictionary<string, KnownSecrets> _known = new(StringComparer.Ordinal);

    /// <summary>Makes the one of a process.</summary>
    public Secrets(IDbContextFactory<BatonDb> database, Journal journal, IEnumerable<ICommits> others, ISecretBox box, TimeProvider clock)
    {
        (_database, _journal, _others, _box, _clock) = (database, journal, [.. others], box, clock);
        _journal.Committed += Notice;
        foreach (var other in _others)
        {
            other.Committed += Notice;
            other.Changed += Notice;
        }
    }

    /// <summary>The text without values of credentials; their names stand in their place.</summary>
    public string Scrub(string workspace, string text) => Known(workspace).Scrub(text);

    /// <summary>The value without values of credentials, in any text or name of it.</summary>
    public JsonElement Scrub(string workspace, JsonElement value) => Known(workspace).Scrub(value);

    /// <summary>An agent's answer without values of credentials.</summary>
    public AgentAnswer Scrub(string workspace, AgentAnswer answer)
    {
        var known = Known(workspace);
        return known.IsEmpty ? answer : answer with
        {
            Output = known.Scrub(answer.Output),
            Detail = answer.Detail is { } detail ? known.Scrub(detail) : null,
            Sent = known.Scrub(answer.Sent),
            Proposals = answer.Proposals.IsDefault ? [] : [.. answer.Proposals.Select(p => Scrub(known, p))],
        };
    }

    /// <summary>An agent's result without values of credentials.</summary>
    public TaskResult Scrub(string workspace, TaskResult result)
    {
        var known = Known(workspace);
        return known.IsEmpty ? result : result with { Output = known.Scrub(result.Output), Detail = result.Detail is { } detail ? known.Scrub(detail) : null };
    }

    /// <summary>What an agent wants to do, without values of credentials.</summary>
    public Proposal Scrub(string workspace, Proposal proposal) => Scrub(Known(workspace), proposal);

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

    /// <summary>Remembers what is about to be sent.</summary>
    internal void Learn(string workspace, string name, IReadOnlyList<string> values)
    {
        var now = _clock.GetUtcNow();
        foreach (var value in values) _sent[(workspace, value)] = (name, now);
        if (_known.TryGetValue(workspace, out var known) && values.Any(value => !known.Holds(value))) _known.TryRemove(workspace, out _);
        foreach (var (key, (_, at)) in _sent)
        {
            if (now - at > SentBefore) _sent.TryRemove(key, out _);
        }
    }

    private static Proposal Scrub(KnownSecrets known, Proposal proposal) =>
        known.IsEmpty ? proposal : proposal with { Text = proposal.Text is { } text ? known.Scrub(text) : null, Data = known.Scrub(proposal.Data) };

    private KnownSecrets Known(string workspace)
    {
        var (all, now) = (_known, _clock.GetUtcNow());
        foreach (var (other, idle) in all)
        {
            if (other != workspace && now - idle.Used > KeptFor) all.TryRemove(other, out _);
        }

        if (!all.TryGetValue(workspace, out var known)) all[workspace] = known = Read(workspace, now.ToUnix());
        known.Used = now;
        return known;
    }

    private KnownSecrets Read(string workspace, long now)
    {
        using var db = _database.CreateDbContext();
        var values = _sent.Where(sent => sent.Key.Workspace == workspace).Select(sent => (sent.Value.Name, sent.Key.Value)).ToList();
        foreach (var row in db.Credentials.Where(c => c.Workspace == workspace && (c.Until == null || c.Until > now)).ToList())
        {
            if (ValueOf(row) is { } value) values.Add((row.Name, value));
        }

        return new KnownSecrets(values);
    }

    // What cannot be opened cannot have been sent by this Baton either.
    private string? ValueOf(CredentialRow row)
    {
        try
        {
            return CredentialSeal.Open(_box, row).Value;
        }
        catch (CredentialException)
        {
            return null;
        }
    }

    private void Notice(CommittedBatch batch)
    {
        if (batch.Log.Any(row => row.Type is EventTypes.CredentialPut or EventTypes.CredentialDeleted)) _known = new(StringComparer.Ordinal);
    }

    private void Notice(IReadOnlyList<string>? what)
    {
        if (what is null) _known = new(StringComparer.Ordinal);
    }
}

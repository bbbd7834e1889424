using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Outbound;

/// <summary>Keeps what each workspace's calls may reach although it is not public. A change is an event.</summary>
public sealed class OutboundDesk : IDisposable
{
    /// <summary>The setting's name.</summary>
    internal const string Setting = "outbound";

    /// <summary>The most entries of a workspace.</summary>
    public const int Most = 200;

    private readonly IDbContextFactory<BatonDb> _database;
    private readonly Conductor _conductor;
    private readonly Journal _journal;
    private readonly ICommits[] _others;
    private readonly ImmutableArray<Allowance> _everywhere;

    // Replaced as a whole by a change, so that a reading under way cannot put back what held before.
    private ConcurrentDictionary<string, ImmutableArray<Allowance>> _known = new(StringComparer.Ordinal);

    /// <summary>Makes the one desk of a process.</summary>
    public OutboundDesk(IDbContextFactory<BatonDb> database, Conductor conductor, Journal journal, IEnumerable<ICommits> others, OutboundOptions options)
    {
        (_database, _conductor, _journal, _others) = (database, conductor, journal, [.. others]);
        _everywhere = [.. options.Allowed.Select(text => Allowance.Parse(text) ?? throw new ArgumentException($"'{text}' is no host, host:port or block of addresses.", nameof(options)))];
        _journal.Committed += Notice;
        foreach (var other in _others)
        {
            other.Committed += Notice;
            other.Changed += Notice;
        }
    }

    /// <summary>Raised when what a workspace may reach has changed; null when it may be any workspace.</summary>
    internal event Action<string?>? Changed;

    /// <summary>What an admin of the workspace allowed, as written.</summary>
    public IReadOnlyList<string> ListOf(string workspace) => [.. Of(workspace).Select(a => a.Text)];

    /// <summary>Says what a workspace's calls may reach although it is not public. The same list again changes nothing and answers false.</summary>
    /// <exception cref="ArgumentException">An entry is no host, host:port or block of addresses.</exception>
    public async Task<bool> PutAsync(string workspace, IReadOnlyList<string> allowed, Actor by, CancellationToken cancel = default)
    {
        string[] texts = [.. allowed.Select(text => (Allowance.Parse(text) ?? throw new ArgumentException($"'{text}' is no host, host:port or block of addresses.", nameof(allowed))).Text).Distinct(StringComparer.Ordinal)];
        if (texts.Length > Most) throw new ArgumentException($"A workspace has at most {Most} entries.", nameof(allowed));
        if (texts.SequenceEqual(ListOf(workspace), StringComparer.Ordinal)) return false;
        await _conductor.TakeAsync(workspace, Input.Act("baton/outbound", EventTypes.OutboundChanged, by, JsonSerializer.SerializeToElement(new Kept(texts), Json)), cancel);
        Forget(workspace);
        return true;
    }

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

    /// <summary>Whether a host was allowed by its name, or by its address when that is how it is written.</summary>
    internal bool Allows(string workspace, string host, int port) =>
        Holding(workspace).Any(a => a.Names(host, port)) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && Holding(workspace).Any(a => a.Covers(address, port)));

    /// <summary>Why an address that a host's name led to may not be called; null when it may.</summary>
    internal string? WhyNot(string workspace, string host, int port, IPAddress address)
    {
        if (PublicAddresses.WhyNot(address) is not { } what) return null;
        var allowed = Holding(workspace);
        if (allowed.Any(a => a.Covers(address, port))) return null;
        return PublicAddresses.IsNear(address) && allowed.Any(a => a.Names(host, port)) ? null : what;
    }

    /// <summary>The setting after the event that changed it.</summary>
    internal static SettingRow RowOf(string workspace, Event e) => new() { Workspace = workspace, Name = Setting, Value = e.Data.GetRawText() };

    private static JsonSerializerOptions Json => JsonSerializerOptions.Web;

    private IEnumerable<Allowance> Holding(string workspace) => _everywhere.Concat(Of(workspace));

    private ImmutableArray<Allowance> Of(string workspace)
    {
        var known = _known;
        if (known.TryGetValue(workspace, out var allowed)) return allowed;
        using var db = _database.CreateDbContext();
        var value = db.Settings.Where(s => s.Workspace == workspace && s.Name == Setting).Select(s => s.Value).FirstOrDefault();
        allowed = value is null ? [] : [.. JsonSerializer.Deserialize<Kept>(value, Json)!.Allowed.Select(Allowance.Parse).OfType<Allowance>()];
        return known[workspace] = allowed;
    }

    private void Notice(CommittedBatch batch)
    {
        foreach (var row in batch.Log)
        {
            if (row.Type == EventTypes.OutboundChanged) Forget(row.Workspace);
        }
    }

    private void Notice(IReadOnlyList<string>? what)
    {
        if (what is null) Forget(workspace: null);
    }

    private void Forget(string? workspace)
    {
        _known = new(StringComparer.Ordinal);
        Changed?.Invoke(workspace);
    }

    private sealed record Kept(string[] Allowed);
}

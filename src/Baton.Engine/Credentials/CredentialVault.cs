using System.Collections.Concurrent;
using Baton.Engine.Clocks;
using Baton.Engine.Outbound;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Credentials;

/// <summary>Opens credentials. They are read anew for each call, so that a rotation holds from the next call on, on every node.</summary>
internal sealed class CredentialVault(IDbContextFactory<BatonDb> database, Journal journal, ISecretBox box, IOutbound outbound, Secrets secrets, TimeProvider clock) : ICredentials
{
    private const long TouchedEvery = 60_000;

    private readonly ConcurrentDictionary<(string Workspace, string Version), long> _touched = new();

    public string Reveal(string workspace, string name, Uri target) => RevealAll(workspace, name, target)[0];

    public IReadOnlyList<string> RevealAll(string workspace, string name, Uri target)
    {
        var now = clock.GetUtcNow().ToUnix();
        var rows = Rows(workspace, name, now);
        if (rows.Count == 0 || rows[0].Until is not null) throw new CredentialException($"There is no credential called {name} in this workspace. An admin can add it in the settings, under credentials.");
        var seals = rows.ConvertAll(row => CredentialSeal.Open(box, row));
        Check(workspace, name, target, seals[0]);
        Touch(rows[0], now);
        secrets.Learn(workspace, name, seals.ConvertAll(seal => seal.Value));
        return seals.ConvertAll(seal => seal.Value);
    }

    private List<CredentialRow> Rows(string workspace, string name, long now)
    {
        using var db = database.CreateDbContext();
        return [.. db.Credentials.Where(c => c.Workspace == workspace && c.Name == name && c.Since != null && (c.Until == null || c.Until > now)).AsEnumerable().OrderBy(c => c.Until is not null).ThenByDescending(c => c.Since)];
    }

    private void Check(string workspace, string name, Uri target, CredentialSeal seal)
    {
        if (!seal.Hosts.Any(host => HostBinding.Fits(host, target)))
            throw new CredentialException($"The credential {name} is not sent to {target.Authority}: it is bound to {string.Join(", ", seal.Hosts)}. An admin can bind it to another host by giving its value again.");
        if (target.Scheme is not ("https" or "stdio") && !target.IsLoopback && !outbound.IsAllowed(workspace, target))
            throw new CredentialException($"The credential {name} is not sent to {target.GetLeftPart(UriPartial.Authority)}, where everybody on the way could read it: use https.");
    }

    // Nobody waits for it: that it was used is of interest to the minute.
    private void Touch(CredentialRow row, long now)
    {
        var key = (row.Workspace, row.Version);
        var last = _touched.GetValueOrDefault(key, row.LastUsed ?? 0);
        if (now - last < TouchedEvery) return;
        _touched[key] = now;
        using var unit = journal.Begin(0);
        unit.Touch(row, now);
        _ = journal.SubmitAsync(unit).ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }
}

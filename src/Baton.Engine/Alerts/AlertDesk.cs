using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Alerts;

/// <summary>
/// Where alerts go, and their way there. Notices stand in a table from the commit of their event on; each place is told of them in order, all that came
/// meanwhile in one message, and again until it went well.
/// </summary>
public sealed class AlertDesk
{
    /// <summary>The most places of a workspace.</summary>
    public const int Most = 50;

    private const int MostAtOnce = 5000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly IDbContextFactory<BatonDb> _database;
    private readonly Conductor _conductor;
    private readonly Journal _journal;
    private readonly TimeProvider _clock;
    private readonly IAlertSender[] _senders;
    private readonly ILogger<AlertDesk> _logger;

    internal AlertDesk(IDbContextFactory<BatonDb> database, Conductor conductor, Journal journal, TimeProvider clock, IEnumerable<IAlertSender> senders, ILogger<AlertDesk> logger) =>
        (_database, _conductor, _journal, _clock, _senders, _logger) = (database, conductor, journal, clock, [.. senders], logger);

    /// <summary>Every place by name, and how it stands.</summary>
    public async Task<IReadOnlyList<AlertStanding>> ListAsync(string workspace, CancellationToken cancel = default)
    {
        await using var db = await _database.CreateDbContextAsync(cancel);
        var standings = new List<AlertStanding>();
        foreach (var row in await db.AlertRoutes.Where(r => r.Workspace == workspace).OrderBy(r => r.Name).ToListAsync(cancel))
        {
            var (_, waiting) = await WaitingAsync(db, row, cancel);
            standings.Add(new AlertStanding(RouteOf(row), row.Sent.ToTime(), waiting.Count, row.Fault, row.Fault is null ? null : row.NotBefore.ToTime()));
        }

        return standings;
    }

    /// <summary>Puts a place. The change is an event.</summary>
    /// <exception cref="ArgumentException">Something is wrong with it, or there are too many.</exception>
    public async Task PutAsync(string workspace, AlertRoute route, Actor by, CancellationToken cancel = default)
    {
        if (route.Fault is { } fault) throw new ArgumentException(fault.Detail, nameof(route));
        if (SenderOf(route).FaultOf(workspace, route) is { } undeliverable) throw new ArgumentException(undeliverable, nameof(route));
        var known = await ListAsync(workspace, cancel);
        if (known.Count >= Most && known.All(k => k.Route.Name != route.Name)) throw new ArgumentException($"A workspace has at most {Most} places where alerts go.", nameof(route));
        await ChangeAsync(workspace, route.Name, route, by, cancel);
    }

    /// <summary>Removes a place; false when there is none of that name.</summary>
    public async Task<bool> RemoveAsync(string workspace, string name, Actor by, CancellationToken cancel = default)
    {
        if ((await ListAsync(workspace, cancel)).All(k => k.Route.Name != name)) return false;
        await ChangeAsync(workspace, name, route: null, by, cancel);
        return true;
    }

    /// <summary>Sends a test at once. Returns what went wrong, in words; null when it went out.</summary>
    public async Task<string?> TestAsync(string workspace, AlertRoute route, CancellationToken cancel = default)
    {
        try
        {
            await SendAsync(workspace, route, AlertWords.Test(workspace, route, _clock.GetUtcNow()), cancel);
            return null;
        }
        catch (AlertException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>Tells every place of every workspace what it is to be told by now; how many messages went out.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancel = default)
    {
        var now = _clock.GetUtcNow().ToUnix();
        await using var db = await _database.CreateDbContextAsync(cancel);
        var sent = 0;
        foreach (var row in await db.AlertRoutes.Where(r => r.NotBefore <= now).ToListAsync(cancel)) if (await TellAsync(db, row, cancel)) sent++;
        await ForgetAsync(db, cancel);
        return sent;
    }

    private async Task<bool> TellAsync(BatonDb db, AlertRouteRow row, CancellationToken cancel)
    {
        var (upto, waiting) = await WaitingAsync(db, row, cancel);
        if (upto == row.Told) return false;
        var route = RouteOf(row);
        var now = _clock.GetUtcNow();
        if (waiting.Count == 0)
        {
            await MarkAsync(row with { Told = upto });
            return false;
        }

        try
        {
            await SendAsync(row.Workspace, route, AlertWords.Of(row.Workspace, route, waiting), cancel);
            await MarkAsync(row with { Told = upto, Sent = now.ToUnix(), NotBefore = now.AddMinutes(route.Minutes).ToUnix(), Attempts = 0, Fault = null });
            return true;
        }
        catch (AlertException fault)
        {
            var pause = TimeSpan.FromMinutes(Math.Min(LongestPause.TotalMinutes, Math.Pow(2, row.Attempts)));
            await MarkAsync(row with { NotBefore = (now + pause).ToUnix(), Attempts = row.Attempts + 1, Fault = fault.Message });
            _logger.LogWarning("An alert for {Route} of {Workspace} did not go out: {Fault}", row.Name, row.Workspace, fault.Message);
            return false;
        }
    }

    private async Task SendAsync(string workspace, AlertRoute route, AlertText alert, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await SenderOf(route).SendAsync(workspace, route, alert, patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new AlertException($"{route.Where} did not answer within {Patience.TotalSeconds:0} s.");
        }
    }

    private IAlertSender SenderOf(AlertRoute route) => Array.Find(_senders, sender => sender.Carries(route))!; // a place has an address or a channel

    // Nodes commit beside each other: what is two seconds old has none before it that is still on its way.
    private async Task<(long Upto, List<AlertNoticeRow> Notices)> WaitingAsync(BatonDb db, AlertRouteRow row, CancellationToken cancel)
    {
        var route = RouteOf(row);
        var settled = (_clock.GetUtcNow() - Settling).ToUnix();
        var after = await db.AlertNotices.Where(n => n.Workspace == row.Workspace && n.Seq > row.Told && n.At <= settled).OrderBy(n => n.Seq).Take(MostAtOnce).ToListAsync(cancel);
        return (after.Count == 0 ? row.Told : after[^1].Seq, after.FindAll(n => Enum.TryParse<AlertKind>(n.Kind, ignoreCase: true, out var kind) && route.Wants(kind, n.Queue)));
    }

    private static AlertRoute RouteOf(AlertRouteRow row) => JsonSerializer.Deserialize<AlertRoute>(row.Definition, AlertRecords.Json)!;

    private Task<Turn> ChangeAsync(string workspace, string name, AlertRoute? route, Actor by, CancellationToken cancel) => _conductor.TakeAsync(workspace, Input.Act("baton/alerts", EventTypes.AlertsChanged, by, Payload.Of(json =>
    {
        json.WriteString("name", name);
        if (route is null) return;
        json.WriteString("where", route.Where);
        json.WritePropertyName("route");
        JsonSerializer.Serialize(json, route, AlertRecords.Json);
    })), cancel);

    private async Task MarkAsync(AlertRouteRow row)
    {
        using var unit = _journal.Begin(0);
        unit.Mark(row);
        await _journal.SubmitAsync(unit);
    }

    private async Task ForgetAsync(BatonDb db, CancellationToken cancel)
    {
        var before = (_clock.GetUtcNow() - Kept).ToUnix();
        var workspaces = await db.AlertNotices.Where(n => n.At < before).Select(n => n.Workspace).Distinct().ToListAsync(cancel);
        if (workspaces.Count == 0) return;
        using var unit = _journal.Begin(0);
        foreach (var workspace in workspaces) unit.ForgetAlertNotices(workspace, before);
        await _journal.SubmitAsync(unit);
    }
}

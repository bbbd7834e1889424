using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Handoffs.Offering;
using Baton.Core.Handoffs.Queues;
using Baton.Core.Timeline;
using Baton.Engine.Clocks;
using Baton.Engine.Handoffs.Presence;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Handoffs.Offering;

/// <summary>A handoff that is offered to a person.</summary>
/// <param name="Handoff">The handoff.</param>
/// <param name="From">When the offer began, UTC.</param>
/// <param name="Until">Until when, UTC; then the next is asked.</param>
public sealed record OpenOffer(HandoffLine Handoff, DateTimeOffset From, DateTimeOffset Until);

/// <summary>Offers the waiting cases of push queues to people, one after the other.</summary>
public sealed class OfferDesk(Conductor conductor, Configurations configurations, PresenceBoard board, LogLookups lookups, IDbContextFactory<BatonDb> database, TimeProvider clock) : IDisposable
{
    private const int MostAtOnce = 200;

    // What one round gave, the next must see.
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>What is offered to a person now, the first to lapse first.</summary>
    public async Task<IReadOnlyList<OpenOffer>> ToAsync(string workspace, string person, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow().ToUnix();
        var rows = await db.Handoffs.Where(h => h.Workspace == workspace && h.OfferedTo == person && h.OfferEnds > now).OrderBy(h => h.OfferEnds).ThenBy(h => h.Id).ToListAsync(cancel);
        var names = await TimelineRows.NamesAsync(db, workspace, [.. rows.Select(r => r.Customer).OfType<string>().Distinct(StringComparer.Ordinal)], cancel);
        var config = configurations.Of(workspace);
        return rows.ConvertAll(row => new OpenOffer(HandoffLine.Of(row, row.Customer is { } id ? names.GetValueOrDefault(id) : null), row.OfferEnds.ToTime()!.Value - config.QueueOf(row.Queue).OfferFor, row.OfferEnds.ToTime()!.Value));
    }

    /// <summary>Offers what can be offered in a workspace; returns how much that was.</summary>
    public async Task<int> RoundAsync(string workspace, CancellationToken cancel)
    {
        await _oneAtATime.WaitAsync(cancel);
        try
        {
            return await GoRoundAsync(workspace, cancel);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private async Task<int> GoRoundAsync(string workspace, CancellationToken cancel)
    {
        var config = configurations.Of(workspace);
        List<string> queues = [.. config.Queues.Values.Where(queue => queue.Mode == QueueMode.Push).Select(queue => queue.Name)];
        if (queues.Count == 0) return 0;
        await using var db = await database.CreateDbContextAsync(cancel);
        await PassOnAsync(db, workspace, cancel);
        var waiting = await db.Handoffs.Where(h => h.Workspace == workspace && h.Status == HandoffRecords.Waiting && queues.Contains(h.Queue) && h.OfferedTo == null && h.Sleeps == null && h.MergedInto == null && h.Ends == null)
            .OrderByDescending(h => h.Priority).ThenBy(h => h.Due).ThenBy(h => h.Id).Take(MostAtOnce).ToListAsync(cancel);
        if (waiting.Count == 0) return 0;
        var people = await PeopleHere.ReadAsync(db, workspace, board, clock.GetUtcNow(), cancel);
        var offered = 0;
        foreach (var row in waiting)
        {
            if (people.IsNobodyLeft) break;
            if (await OfferAsync(workspace, row, config, people, cancel)) offered++;
        }

        return offered;
    }

    // Who is no longer to be asked keeps nobody waiting.
    private async Task PassOnAsync(BatonDb db, string workspace, CancellationToken cancel)
    {
        foreach (var row in await db.Handoffs.Where(h => h.Workspace == workspace && h.OfferedTo != null).ToListAsync(cancel))
        {
            var state = board.Of(workspace, row.OfferedTo!).State;
            if (state == Availability.Available) continue;
            await TakeAsync(workspace, EventTypes.HandoffOfferPassed, row, row.Claims, cancel, ("left", row.OfferedTo!), ("state", PresenceDesk.WordOf(state)));
        }
    }

    private async Task<bool> OfferAsync(string workspace, HandoffRow row, WorkspaceConfig config, PeopleHere people, CancellationToken cancel)
    {
        var state = await conductor.StateOfAsync(workspace, HandoffId.CustomerOf(row.Id), cancel);
        if (state.Handoffs.FirstOrDefault(h => h.Id == row.Id) is not { Waits: true, Offer: null } handoff) return false;
        var queue = config.QueueOf(handoff.Queue);
        var changed = handoff.Declined.IsEmpty ? null : lookups.ReadRow(workspace, row.LastSeq)?.Received.ToTime();
        var standings = people.StandingsFor(handoff, queue, config, LanguageOf(state), changed);
        if (OfferChoice.Choose(standings) is not { } chosen) return false;
        var until = clock.GetUtcNow() + queue.OfferFor;
        var turn = await conductor.TakeAsync(workspace, Input.Act("baton/offers", EventTypes.HandoffOffered, Actor.Baton, Payload.Of(json =>
        {
            json.WriteString("handoff", handoff.Id);
            json.WriteString("to", chosen.Person);
            json.WriteString("until", Rfc3339.Write(until));
            json.WriteString("why", OfferChoice.Why(chosen, standings));
            json.WriteNumber("claims", handoff.Claims);
            OfferChoice.Write(json, standings);
        })) with { Customer = state.Id }, cancel);
        if (turn.Status == TurnStatus.Accepted) people.Give(chosen.Person);
        return turn.Status == TurnStatus.Accepted;
    }

    private Task<Turn> TakeAsync(string workspace, string type, HandoffRow row, int claims, CancellationToken cancel, params (string Name, string Value)[] members) =>
        conductor.TakeAsync(workspace, Input.Act("baton/offers", type, Actor.Baton, Payload.Of(json =>
        {
            json.WriteString("handoff", row.Id);
            json.WriteNumber("claims", claims);
            foreach (var (name, value) in members) json.WriteString(name, value);
        })) with { Customer = HandoffId.CustomerOf(row.Id) }, cancel);

    private static string? LanguageOf(CustomerState state) =>
        state.Attributes.TryGetValue("language", out var language) && language.Value is { ValueKind: System.Text.Json.JsonValueKind.String } value && value.GetString() is { Length: > 0 } word ? word : null;
}

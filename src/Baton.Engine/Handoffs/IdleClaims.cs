using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Handoffs.Queues;
using Baton.Engine.Clocks;
using Baton.Engine.Handoffs.Presence;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Handoffs;

/// <summary>A claim that its owner leaves alone for too long.</summary>
/// <param name="Handoff">The handoff.</param>
/// <param name="Title">What is asked.</param>
/// <param name="Queue">The queue to which it goes back.</param>
/// <param name="Due">When it goes back unless the owner does something, UTC.</param>
public sealed record IdleClaim(string Handoff, string Title, string Queue, DateTimeOffset Due);

/// <summary>Gives back to their queue the claims that their owners leave alone: who neither acts, nor writes, nor is at the case has left it.</summary>
public sealed class IdleClaims(Conductor conductor, CaseVisits visits, Configurations configurations, Journal journal, IDbContextFactory<BatonDb> database, TimeProvider clock)
{
    /// <summary>How long before it goes back the owner is warned.</summary>
    public static readonly TimeSpan Warning = TimeSpan.FromMinutes(1);

    internal const string Kind = HandoffTimers.Prefix + "idle";

    /// <summary>The claims of a person, soonest back first, in queues that take them back.</summary>
    public async Task<IReadOnlyList<IdleClaim>> OfAsync(string workspace, string person, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var mine = await db.Handoffs.Where(h => h.Workspace == workspace && h.Status == HandoffRecords.Claimed && h.Owner == person).ToListAsync(cancel);
        if (mine.Count == 0) return [];
        var ids = mine.ConvertAll(h => TimerId(h.Id));
        var timers = await db.Timers.Where(t => t.Workspace == workspace && ids.Contains(t.Id)).ToDictionaryAsync(t => t.Ref, t => t.Due.ToTime(), StringComparer.Ordinal, cancel);
        var seen = await db.Visits.Where(v => v.Workspace == workspace && v.Person == person).ToDictionaryAsync(v => v.Handoff, v => v.Seen.ToTime(), StringComparer.Ordinal, cancel);
        return [.. mine.Select(h => ClaimOf(h, configurations.Of(workspace).QueueOf(h.Queue), timers, seen)).OfType<IdleClaim>().OrderBy(claim => claim.Due)];
    }

    private static IdleClaim? ClaimOf(HandoffRow row, QueueDefinition queue, Dictionary<string, DateTimeOffset> timers, Dictionary<string, DateTimeOffset> seen)
    {
        if (queue.Idle is not { } idle || !timers.TryGetValue(row.Id, out var due)) return null;
        return new IdleClaim(row.Id, row.Title, queue.Shown, seen.TryGetValue(row.Id, out var at) && at + idle > due ? at + idle : due);
    }

    /// <summary>Sets and removes the timer of a claim as it changes.</summary>
    internal static void Write(WriteUnit unit, string workspace, string customer, OpenHandoff before, OpenHandoff? after, WorkspaceConfig config)
    {
        if (after is not null && DueOf(after, after.Touched, config) is { } due) unit.Put(TimerOf(workspace, customer, after.Id, due));
        else if (before.Owner is not null) unit.RemoveTimer(workspace, TimerId(before.Id));
    }

    /// <summary>Gives the claim back, or waits on when its owner was there meanwhile.</summary>
    internal async Task<Turn?> FireAsync(TimerRow timer, OpenHandoff handoff, CancellationToken cancel)
    {
        var seen = handoff.Owner is { } owner ? await visits.LastAsync(timer.Workspace, handoff.Id, owner, cancel) : null;
        var last = seen > handoff.Touched ? seen : handoff.Touched;
        if (DueOf(handoff, last, configurations.Of(timer.Workspace)) is not { } due) return null;
        var customer = HandoffId.CustomerOf(handoff.Id);
        if (due > clock.GetUtcNow())
        {
            using var unit = journal.Begin(0);
            unit.Put(TimerOf(timer.Workspace, customer, handoff.Id, due));
            await journal.SubmitAsync(unit);
            return null;
        }

        return await conductor.TakeAsync(timer.Workspace, Input.Act("baton/timers", EventTypes.HandoffReleased, Actor.Baton, Payload.Of(json =>
        {
            json.WriteString("handoff", handoff.Id);
            json.WriteNumber("claims", handoff.Claims);
        })) with { Customer = customer }, cancel);
    }

    // What sleeps or ends is not left alone: something else brings it back.
    private static DateTimeOffset? DueOf(OpenHandoff handoff, DateTimeOffset? last, WorkspaceConfig config) =>
        handoff is { Owner: not null, Snooze: null, Ending: null, MergedInto: null } ? (last ?? handoff.Claimed) + config.QueueOf(handoff.Queue).Idle : null;

    private static TimerRow TimerOf(string workspace, string customer, string handoff, DateTimeOffset due) =>
        new() { Workspace = workspace, Id = TimerId(handoff), Customer = customer, Due = due.ToUnix(), Kind = Kind, Ref = handoff };

    private static string TimerId(string handoff) => $"{Kind}:{handoff}";
}

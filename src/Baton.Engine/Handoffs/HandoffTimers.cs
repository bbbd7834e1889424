using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Handoffs;

/// <summary>What comes due about handoffs: kept beside their rows, so that none is lost and none fires for an earlier claim.</summary>
internal sealed class HandoffTimers(Conductor conductor, IdleClaims idle)
{
    /// <summary>How the kinds of these timers begin.</summary>
    public const string Prefix = "handoff.";

    private const string Ending = Prefix + "ending";

    // What a time that comes due means, and when it is due.
    private static readonly (string Kind, string Type, Func<OpenHandoff, DateTimeOffset?> Due)[] Kinds =
    [
        (Prefix + "offer", EventTypes.HandoffOfferPassed, static h => h.Offer?.Until),
        (Prefix + "passing", EventTypes.HandoffBounced, static h => h.Passing?.Until),
        (Prefix + "snooze", EventTypes.HandoffWoken, static h => h.Snooze?.Until),
        (Ending, EventTypes.HandoffResolved, static h => h.Ending?.At),
    ];

    /// <summary>Sets and removes the timers of a handoff as it changes.</summary>
    public static void Write(WriteUnit unit, string workspace, string customer, OpenHandoff before, OpenHandoff? after)
    {
        foreach (var (kind, _, dueOf) in Kinds)
        {
            var (was, due) = (dueOf(before), after is null ? null : dueOf(after));
            if (due is { } at && due != was) unit.Put(new TimerRow { Workspace = workspace, Id = TimerId(before.Id, kind), Customer = customer, Due = at.ToUnix(), Kind = kind, Ref = before.Id });
            else if (due is null && was is not null) unit.RemoveTimer(workspace, TimerId(before.Id, kind));
        }
    }

    /// <summary>Takes what came due; null when it means nothing any more.</summary>
    public async Task<Turn?> FireAsync(TimerRow timer, CancellationToken cancel)
    {
        var state = await conductor.StateOfAsync(timer.Workspace, HandoffId.CustomerOf(timer.Ref), cancel);
        if (state.Handoffs.FirstOrDefault(h => h.Id == timer.Ref) is not { } handoff) return null;
        if (timer.Kind == IdleClaims.Kind) return await idle.FireAsync(timer, handoff, cancel);
        if (timer.Kind == Ending) return handoff.Ending is not { } ending ? null : (await conductor.TakeAsync(timer.Workspace, Resolutions.InputsOf(handoff.Id, Actor.Person(ending.By), ending.Payload, state.Handoffs.Where(h => h.MergedInto == handoff.Id), handoff.Claims), cancel))[0];
        var (_, type, _) = Kinds.First(k => k.Kind == timer.Kind);
        return await conductor.TakeAsync(timer.Workspace, Input.Act("baton/timers", type, Actor.Baton, Payload.Of(json =>
        {
            json.WriteString("handoff", handoff.Id);
            json.WriteNumber("claims", handoff.Claims);
        })) with { Customer = state.Id }, cancel);
    }

    private static string TimerId(string handoff, string kind) => $"{kind}:{handoff}";
}

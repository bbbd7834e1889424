using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Handoffs;

/// <summary>Handoffs as rows.</summary>
internal static class HandoffRecords
{
    public const string Waiting = "waiting";
    public const string Claimed = "claimed";
    public const string Resolved = "resolved";

    public static void Write(WriteUnit unit, string workspace, Event e, Decision decision, CustomerState before, CustomerState after, WorkspaceConfig config)
    {
        foreach (var opened in decision.Handoffs)
        {
            unit.Put(RowOf(workspace, e, opened));
            HandoffTimers.Write(unit, workspace, after.Id, opened.Id, before: null, opened);
        }

        if (before.Handoffs == after.Handoffs) return;
        foreach (var known in before.Handoffs)
        {
            var still = after.Handoffs.FirstOrDefault(h => h.Id == known.Id);
            if (still is null) unit.Put(Ended(workspace, e, known));
            else if (still != known) unit.Put(RowOf(workspace, e, still));
            if (still is null) unit.RemoveVisits(workspace, known.Id);
            if (still != known) HandoffTimers.Write(unit, workspace, after.Id, known.Id, known, still);
            if (still != known) IdleClaims.Write(unit, workspace, after.Id, known, still, config);
        }
    }

    private static HandoffRow Ended(string workspace, Event e, OpenHandoff handoff) => RowOf(workspace, e, handoff) with
    {
        Status = Resolved,
        OfferedTo = null,
        OfferEnds = null,
        GivenBy = null,
        Sleeps = null,
        SleepsForAnswer = false,
        Ends = null,
        Resolved = e.Received.ToUnix(),
        FirstAnswered = handoff.FirstAnswered.ToUnix() ?? (e.Data.Text("answer") is { Length: > 0 } ? e.Received.ToUnix() : null),
        ResolvedBy = e.Actor.Name,
        ResolutionOutcome = e.Data.Text("outcome"),
        Answer = e.Data.Text("answer"),
        Note = e.Data.Text("note"),
    };

    private static HandoffRow RowOf(string workspace, Event e, OpenHandoff handoff) => new()
    {
        Workspace = workspace,
        Id = handoff.Id,
        Customer = e.Customer,
        Seq = handoff.Event,
        Status = handoff.Owner is null ? Waiting : Claimed,
        Queue = handoff.Queue,
        Priority = (int)handoff.Priority,
        Owner = handoff.Owner,
        Reason = handoff.Reason,
        Why = handoff.Rule,
        Asked = handoff.Cause.ToString(),
        Due = handoff.Due.ToUnix(),
        Opened = handoff.Opened.ToUnix(),
        Claimed = handoff.Claimed.ToUnix(),
        Action = handoff.Action,
        Note = e.Data.Text("note"),
        Task = handoff.Held is { } held ? held.Text("task") : null,
        Title = handoff.Title,
        LastSeq = e.Seq,
        Claims = handoff.Claims,
        FirstClaimed = handoff.FirstClaimed.ToUnix(),
        FirstAnswered = handoff.FirstAnswered.ToUnix(),
        AnswerDue = handoff.AnswerDue.ToUnix(),
        ResolveDue = handoff.ResolveDue.ToUnix(),
        Warned = ClockNames(handoff.Warned),
        Breached = ClockNames(handoff.Breached),
        OfferedTo = handoff.Offer?.To,
        OfferEnds = handoff.Offer?.Until.ToUnix(),
        GivenBy = handoff.Passing?.By,
        Sleeps = handoff.Snooze?.Until.ToUnix(),
        SleepsForAnswer = handoff.Snooze is { ForAnswer: true },
        MergedInto = handoff.MergedInto,
        Ends = handoff.Ending?.At.ToUnix(),
    };

    private static string? ClockNames(ImmutableArray<ServiceClock> clocks) => clocks.IsEmpty ? null : string.Join(' ', clocks.Select(c => JsonNamingPolicy.CamelCase.ConvertName(c.ToString())));
}

using System.Collections.Immutable;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs.Hours;
using Baton.Core.Handoffs.Queues;

namespace Baton.Core.Handoffs;

/// <summary>What is promised about a handoff that changed its queue or went on after a pause.</summary>
/// <param name="Handoff">Its id.</param>
/// <param name="Due">When a person should have taken it, UTC.</param>
/// <param name="AnswerDue">When the customer should have had a first answer, UTC.</param>
/// <param name="ResolveDue">When it should be resolved, UTC.</param>
/// <param name="Warnings">When people are warned of each.</param>
public sealed record PromiseChange(string Handoff, DateTimeOffset Due, DateTimeOffset? AnswerDue = null, DateTimeOffset? ResolveDue = null, ClockTimes? Warnings = null);

/// <summary>When the clocks of handoffs run out and when people are warned, from what their queue promises, in its hours.</summary>
internal static class HandoffPromises
{
    /// <summary>The handoff with the promises of its queue. They count from its opening; where the queue promises nothing about the claim, the policy does.</summary>
    public static OpenHandoff On(OpenHandoff handoff, WorkspaceConfig config, TimeSpan? claimWithin = null)
    {
        var queue = config.QueueOf(handoff.Queue);
        var level = queue.LevelOf(handoff.Priority);
        var hours = level is { Always: true } ? null : queue.Hours;
        var claim = claimWithin ?? level?.Claim ?? config.Policy.DueTimes.Of(handoff.Priority);
        return handoff with
        {
            Due = At(handoff, hours, claim, 100)!.Value,
            AnswerDue = At(handoff, hours, level?.Answer, 100),
            ResolveDue = At(handoff, hours, level?.Resolution, 100),
            Warnings = new ClockTimes(At(handoff, hours, claim, queue.WarnAt), At(handoff, hours, level?.Answer, queue.WarnAt), At(handoff, hours, level?.Resolution, queue.WarnAt)),
        };
    }

    /// <summary>The decision with what changes about promises: by another queue, or since a case that waited for the customer goes on.</summary>
    public static Decision Beside(CustomerState state, Event e, Decision decision, WorkspaceConfig config)
    {
        if (state.Handoffs.IsEmpty) return decision;
        var changes = ChangesOf(state, e, config);
        return changes.IsEmpty ? decision : decision with { Promises = changes };
    }

    /// <summary>The handoffs with what was decided about promises.</summary>
    public static ImmutableArray<OpenHandoff> Fold(ImmutableArray<OpenHandoff> handoffs, ImmutableArray<PromiseChange> changes)
    {
        foreach (var change in changes)
        {
            if (handoffs.FirstOrDefault(h => h.Id == change.Handoff) is { } handoff)
                handoffs = handoffs.Replace(handoff, handoff with { Due = change.Due, AnswerDue = change.AnswerDue, ResolveDue = change.ResolveDue, Warnings = change.Warnings });
        }

        return handoffs;
    }

    private static ImmutableArray<PromiseChange> ChangesOf(CustomerState state, Event e, WorkspaceConfig config) => e.Type switch
    {
        EventTypes.HandoffTransferred when e.Data.Text("to") is null && HandoffChanges.Find(state, e) is { } handoff && e.Data.Text("queue") is { } queue && queue != handoff.Queue =>
            [Moved(handoff, On(handoff with { Queue = queue }, config))],
        EventTypes.MessageReceived => [.. state.Handoffs.Where(IsPaused).Select(h => Resumed(h, e, config))],
        EventTypes.HandoffWoken or EventTypes.HandoffClaimed or EventTypes.HandoffTakenOver or EventTypes.HandoffReleased or EventTypes.HandoffTransferred or EventTypes.HandoffBounced when HandoffChanges.Find(state, e) is { } handoff && IsPaused(handoff) => [Resumed(handoff, e, config)],
        _ => [],
    };

    private static bool IsPaused(OpenHandoff handoff) => handoff.Snooze is { ForAnswer: true } && handoff.ResolveDue is not null;

    // What has happened stays as it was promised; what has not is promised by the other queue.
    private static PromiseChange Moved(OpenHandoff before, OpenHandoff after) => new(
        before.Id,
        before.FirstClaimed is null ? after.Due : before.Due,
        before.FirstAnswered is null ? after.AnswerDue : before.AnswerDue,
        after.ResolveDue,
        new ClockTimes(before.FirstClaimed is null ? after.Warnings!.Claim : before.Warnings?.Claim, before.FirstAnswered is null ? after.Warnings!.Answer : before.Warnings?.Answer, after.Warnings!.Resolution));

    // What was left of its time when it began to wait for the customer is left of it now.
    private static PromiseChange Resumed(OpenHandoff handoff, Event e, WorkspaceConfig config)
    {
        var queue = config.QueueOf(handoff.Queue);
        var hours = queue.LevelOf(handoff.Priority) is { Always: true } ? null : queue.Hours;
        DateTimeOffset? Later(DateTimeOffset? was) => was is not { } at || at <= handoff.Snooze!.Since ? was : Add(hours, e.Received, Between(hours, handoff.Snooze.Since, at));
        return new PromiseChange(handoff.Id, handoff.Due, handoff.AnswerDue, Later(handoff.ResolveDue), handoff.Warnings is { } warnings ? warnings with { Resolution = Later(warnings.Resolution) } : null);
    }

    private static DateTimeOffset? At(OpenHandoff handoff, WorkingHours? hours, TimeSpan? within, int percent) => within is { } time ? Add(hours, handoff.Opened, time * percent / 100) : null;

    private static DateTimeOffset Add(WorkingHours? hours, DateTimeOffset start, TimeSpan time) => hours?.Add(start, time) ?? start + time;

    private static TimeSpan Between(WorkingHours? hours, DateTimeOffset from, DateTimeOffset to) => hours?.Between(from, to) ?? to - from;
}

using Baton.Core.Handoffs;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Handoffs;

/// <summary>How a clock of a handoff stands, apart from the time that passes.</summary>
public enum ClockState
{
    /// <summary>There is time.</summary>
    Runs,

    /// <summary>People were warned: it runs out soon.</summary>
    Warned,

    /// <summary>It ran out.</summary>
    Breached,

    /// <summary>It stands still while the customer is waited for.</summary>
    Paused,
}

/// <summary>A clock of an open handoff that has not come to its end: nobody has taken it, answered, or resolved it yet.</summary>
/// <param name="Clock">What it counts.</param>
/// <param name="Due">When it runs out, UTC.</param>
/// <param name="State">How it stands.</param>
public sealed record ClockStanding(ServiceClock Clock, DateTimeOffset Due, ClockState State)
{
    /// <summary>How it stands at a moment: what is past its time is breached, even in the instant before that is recorded.</summary>
    public ClockState At(DateTimeOffset now) => State != ClockState.Paused && Due <= now ? ClockState.Breached : State;

    /// <summary>The clocks of a handoff, the claim first; none when it is over, about to end, or part of another.</summary>
    public static IReadOnlyList<ClockStanding> Of(HandoffRow row)
    {
        if (row.Status == HandoffRecords.Resolved || row.MergedInto is not null || row.Ends is not null) return [];
        var clocks = new List<ClockStanding>(3);
        if (row.FirstClaimed is null && row.Status == HandoffRecords.Waiting && row.Due is { } claim) clocks.Add(One(row, ServiceClock.Claim, claim, isPaused: false));
        if (row.FirstAnswered is null && row.AnswerDue is { } answer) clocks.Add(One(row, ServiceClock.Answer, answer, isPaused: false));
        if (row.ResolveDue is { } resolution) clocks.Add(One(row, ServiceClock.Resolution, resolution, row.SleepsForAnswer));
        return clocks;
    }

    private static ClockStanding One(HandoffRow row, ServiceClock clock, long due, bool isPaused) => new(clock, due.ToTime(), isPaused ? ClockState.Paused : Names(row.Breached, clock) ? ClockState.Breached : Names(row.Warned, clock) ? ClockState.Warned : ClockState.Runs);

    private static bool Names(string? clocks, ServiceClock clock) => clocks is not null && clocks.Split(' ').Contains(clock.ToString(), StringComparer.OrdinalIgnoreCase);
}

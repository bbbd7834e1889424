namespace Baton.Core.Handoffs;

/// <summary>The running clocks of a handoff.</summary>
public static class HandoffClocks
{
    /// <summary>When a clock runs out, UTC; null when nothing is promised about it.</summary>
    public static DateTimeOffset? DueOf(OpenHandoff handoff, ServiceClock clock) => clock switch
    {
        ServiceClock.Claim => handoff.Due,
        ServiceClock.Answer => handoff.AnswerDue,
        _ => handoff.ResolveDue,
    };

    /// <summary>When people are to be warned that a clock runs out, UTC; null when they need not be: it does not run, or they were, or it ran out.</summary>
    public static DateTimeOffset? WarningOf(OpenHandoff handoff, ServiceClock clock) =>
        Runs(handoff, clock) && !handoff.Warned.Contains(clock) && !handoff.Breached.Contains(clock) ? handoff.Warnings?.Of(clock) : null;

    /// <summary>When a clock that runs runs out, UTC; null when it does not run, or ran out before.</summary>
    public static DateTimeOffset? BreachOf(OpenHandoff handoff, ServiceClock clock) => Runs(handoff, clock) && !handoff.Breached.Contains(clock) ? DueOf(handoff, clock) : null;

    /// <summary>Whether a clock still runs: what it counts has not happened, and the case neither ends, nor is part of another, nor waits for the customer.</summary>
    public static bool Runs(OpenHandoff handoff, ServiceClock clock)
    {
        if (handoff.MergedInto is not null || handoff.Ending is not null || DueOf(handoff, clock) is null) return false;
        return clock switch
        {
            ServiceClock.Claim => handoff.FirstClaimed is null,
            ServiceClock.Answer => handoff.FirstAnswered is null,
            _ => handoff.Snooze is not { ForAnswer: true },
        };
    }
}

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

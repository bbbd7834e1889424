using System.Text.Json;

namespace Baton.Core.Handoffs;

/// <summary>What the service level of a queue counts.</summary>
public enum ServiceClock
{
    /// <summary>The time to the first claim.</summary>
    Claim,

    /// <summary>The time to the first answer to the customer.</summary>
    Answer,

    /// <summary>The time to the resolution.</summary>
    Resolution,
}

/// <summary>A moment for each clock of a handoff, UTC; null for one about which nothing is said.</summary>
/// <param name="Claim">Of the time to the first claim.</param>
/// <param name="Answer">Of the time to the first answer.</param>
/// <param name="Resolution">Of the time to the resolution.</param>
public sealed record ClockTimes(DateTimeOffset? Claim = null, DateTimeOffset? Answer = null, DateTimeOffset? Resolution = null)
{
    /// <summary>The moment for a clock.</summary>
    public DateTimeOffset? Of(ServiceClock clock) => clock switch
    {
        ServiceClock.Claim => Claim,
        ServiceClock.Answer => Answer,
        _ => Resolution,
    };
}

/// <summary>A handoff is offered to one person for a while.</summary>
/// <param name="To">The person's e-mail.</param>
/// <param name="Until">Until when, UTC; then the next is asked.</param>
public sealed record Offer(string To, DateTimeOffset Until);

/// <summary>A handoff was given by one person to another, who may give it back.</summary>
/// <param name="By">Who gave it.</param>
/// <param name="WasTheirs">Whether it was theirs; otherwise it goes back to its queue.</param>
/// <param name="Until">When it goes back by itself unless it is accepted, UTC.</param>
public sealed record Passing(string By, bool WasTheirs, DateTimeOffset Until);

/// <summary>A handoff sleeps.</summary>
/// <param name="Until">When it wakes at the latest, UTC.</param>
/// <param name="ForAnswer">Whether a message of the customer wakes it before.</param>
/// <param name="Since">Since when, UTC.</param>
public sealed record Snooze(DateTimeOffset Until, bool ForAnswer, DateTimeOffset Since);

/// <summary>A handoff ends at a time, unless that is undone before: nothing that follows from the end has happened yet.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who ends it.</param>
/// <param name="Payload">The members of the event that ends it.</param>
public sealed record Ending(DateTimeOffset At, string By, JsonElement Payload);

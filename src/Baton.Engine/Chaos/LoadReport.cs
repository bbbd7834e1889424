using Baton.Core.Handoffs;

namespace Baton.Engine.Chaos;

/// <summary>What held: everything that followed from a replay of recorded traffic, so far.</summary>
public sealed record LoadReport
{
    /// <summary>The replay.</summary>
    public required LoadRun Run { get; init; }

    /// <summary>Where its events are now.</summary>
    public required LoadOutcomes Outcomes { get; init; }

    /// <summary>Verdicts on actions, by name.</summary>
    public required IReadOnlyDictionary<string, long> Verdicts { get; init; }

    /// <summary>The agents that worked on it, by name.</summary>
    public required IReadOnlyList<LoadAgent> Agents { get; init; }

    /// <summary>Handoffs that were opened, by why.</summary>
    public required IReadOnlyDictionary<HandoffCause, long> Handoffs { get; init; }

    /// <summary>From an event's arrival to its outcome, for half of those that have one; by the app's clock.</summary>
    public TimeSpan? Median { get; init; }

    /// <summary>The same for 99 of 100.</summary>
    public TimeSpan? Slowest { get; init; }

    /// <summary>What must hold, and whether it does.</summary>
    public required IReadOnlyList<LoadCheck> Checks { get; init; }
}

/// <summary>Where the events of a replay are, counted in the log.</summary>
/// <param name="Found">Events in the log.</param>
/// <param name="Handled">Nothing is outstanding.</param>
/// <param name="Waiting">They wait for a task, an action or a person.</param>
/// <param name="Unrouted">No rule wanted them.</param>
/// <param name="Quarantined">They could not be interpreted.</param>
/// <param name="Failed">The work they asked for failed for good.</param>
public sealed record LoadOutcomes(long Found, long Handled, long Waiting, long Unrouted, long Quarantined, long Failed);

/// <summary>What an agent did in a replay.</summary>
/// <param name="Agent">Its name.</param>
/// <param name="Calls">Results it gave, failures included.</param>
/// <param name="Failures">Failures among them.</param>
/// <param name="Injected">Results that an injection touched.</param>
/// <param name="Retries">Tasks tried again.</param>
/// <param name="Fallbacks">Tasks that went to its fallback.</param>
public sealed record LoadAgent(string Agent, long Calls, long Failures, long Injected, long Retries, long Fallbacks);

/// <summary>One thing that must hold.</summary>
/// <param name="Name">In a few words.</param>
/// <param name="Holds">Whether it does.</param>
/// <param name="Sentence">What was looked at, and what was found.</param>
/// <param name="Row">The first row of the log that breaks it.</param>
public sealed record LoadCheck(string Name, bool Holds, string Sentence, long? Row = null);

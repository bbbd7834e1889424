using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Timeline;

/// <summary>Which rows of the log a list shows; null members do not filter.</summary>
public sealed record TimelineFilter
{
    /// <summary>Id of the customer.</summary>
    public string? Customer { get; init; }

    /// <summary>Name of the agent it came from or concerns.</summary>
    public string? Agent { get; init; }

    /// <summary>CloudEvents type; with <c>*</c> at its end every type that begins so.</summary>
    public string? Type { get; init; }

    /// <summary><c>allow</c>, <c>delay</c>, <c>suppress</c> or <c>escalate</c>.</summary>
    public string? Verdict { get; init; }

    /// <summary>The rule that decided, as <c>kind:id</c>.</summary>
    public string? Rule { get; init; }

    /// <summary>Id of the handoff it concerns.</summary>
    public string? Handoff { get; init; }

    /// <summary>Id of the workflow run it belongs to.</summary>
    public string? Run { get; init; }

    /// <summary>A family of types: see <see cref="EventKinds"/>.</summary>
    public string? Kind { get; init; }

    /// <summary>Where the event ended: <c>handled</c>, <c>waiting</c>, <c>unrouted</c>, <c>quarantined</c> or <c>failed</c>.</summary>
    public string? Outcome { get; init; }

    /// <summary>Words that occur in it.</summary>
    public string? Query { get; init; }

    /// <summary>Received at this time or later, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Received before this time, UTC.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The outcome asked for, when it is one that there is.</summary>
    internal LogOutcome? OutcomeWanted => Enum.TryParse<LogOutcome>(Outcome, ignoreCase: true, out var outcome) ? outcome : null;

    /// <summary>Whether it filters by anything that the index of facets knows.</summary>
    internal bool HasFacets => (Customer ?? Agent ?? Type ?? Verdict ?? Rule ?? Handoff ?? Run ?? Kind) is not null;

    /// <summary>Filters nothing.</summary>
    public static TimelineFilter None { get; } = new();
}

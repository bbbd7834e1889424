using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Baton.Core.Arbitration;

/// <summary>Where an action stands.</summary>
public enum ActionStatus
{
    /// <summary>Allowed; counts as done.</summary>
    Allowed,

    /// <summary>Waits for a time and is decided again then.</summary>
    Delayed,

    /// <summary>Waits for a person.</summary>
    Escalated,

    /// <summary>Will not happen.</summary>
    Suppressed,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Was tried and did not work; no longer counts.</summary>
    Failed,

    /// <summary>Was given up by its agent; no longer counts.</summary>
    Abandoned,

    /// <summary>The permit ran out without a report; still counts.</summary>
    Unreported,

    /// <summary>The permit was taken back by a person's claim before the action was done.</summary>
    Void,

    /// <summary>It was done although its permit was void.</summary>
    Breach,

    /// <summary>It passed the gate and is on its way; a claim calls it back no more.</summary>
    Begun,
}

/// <summary>An action as its customer's state remembers it.</summary>
public sealed record ActionRecord
{
    /// <summary>What was asked.</summary>
    public required Proposal Proposal { get; init; }

    /// <summary>The agent's department when it asked.</summary>
    public string? Department { get; init; }

    /// <summary>Where it stands.</summary>
    public required ActionStatus Status { get; init; }

    /// <summary>When it was asked, UTC.</summary>
    public required DateTimeOffset Asked { get; init; }

    /// <summary>When it was decided last, UTC; for an allowed contact the time it counts from.</summary>
    public required DateTimeOffset Decided { get; init; }

    /// <summary>When a delayed action comes due, UTC.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>When the permit of an allowed action runs out, UTC.</summary>
    public DateTimeOffset? PermitExpires { get; init; }

    /// <summary>The customer's fence when it was allowed: a person who took over since makes the permit worthless.</summary>
    public long Fence { get; init; }

    /// <summary>The handoff that an escalated action waits for.</summary>
    public string? Handoff { get; init; }

    /// <summary>Whether a person said yes to it.</summary>
    public bool Approved { get; init; }

    /// <summary>The cooldowns that it started when it was allowed.</summary>
    public ImmutableArray<string> Starts { get; init; } = [];

    /// <summary>The event with which the chain began.</summary>
    public long Root { get; init; }

    /// <summary>The place of the proposal in the log.</summary>
    public long Seq { get; init; }

    /// <summary>Whether it uses up a slot: done, or allowed and not known to have failed.</summary>
    [JsonIgnore]
    public bool Counts => Status is ActionStatus.Allowed or ActionStatus.Done or ActionStatus.Unreported or ActionStatus.Breach or ActionStatus.Begun;

    /// <summary>Whether it may still happen.</summary>
    [JsonIgnore]
    public bool IsPending => Status is ActionStatus.Delayed or ActionStatus.Escalated;
}

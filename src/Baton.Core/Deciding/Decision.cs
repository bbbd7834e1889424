using System.Collections.Immutable;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Handoffs;
using Baton.Core.Messages;
using Baton.Core.Rollouts;
using Baton.Core.Routing;

namespace Baton.Core.Deciding;

/// <summary>What became of an event.</summary>
public enum EventOutcome
{
    /// <summary>Everything it asked for is done.</summary>
    Handled,

    /// <summary>Something it led to is not finished.</summary>
    Waiting,

    /// <summary>No rule wanted it.</summary>
    Unrouted,

    /// <summary>It could not be interpreted; a person looks at it.</summary>
    Quarantined,

    /// <summary>What it led to was given up.</summary>
    Failed,
}

/// <summary>A task given to an agent.</summary>
/// <param name="Task">The task.</param>
/// <param name="NotBefore">When it may start, UTC.</param>
public sealed record TaskGiven(OpenTask Task, DateTimeOffset NotBefore);

/// <summary>That a task was given, for limits on how often.</summary>
/// <param name="Agent">To whom.</param>
/// <param name="Root">The event with which the chain began.</param>
/// <param name="At">When, UTC.</param>
public sealed record TaskNote(string Agent, long Root, DateTimeOffset At);

/// <summary>An action whose status changed otherwise than by a verdict.</summary>
/// <param name="Action">The action's id.</param>
/// <param name="Status">Where it stands now.</param>
public sealed record ActionChange(string Action, ActionStatus Status);

/// <summary>
/// Everything that was decided on one event. It stands in the log with the event, and together they are all that the fold needs:
/// a state is never computed from rules again, so a later version of this code reads an old log the same way.
/// </summary>
public sealed record Decision
{
    /// <summary>What became of the event at once; whether it waits follows from what is left open.</summary>
    public EventOutcome Outcome { get; init; }

    /// <summary>What happened and why, in one plain sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>Where the event went, if a rule routed it.</summary>
    public Route? Route { get; init; }

    /// <summary>Verdicts on actions.</summary>
    public ImmutableArray<Ruling> Rulings { get; init; } = [];

    /// <summary>Where routing rules would have sent it that decide nothing for this customer and stand before the one that did.</summary>
    public ImmutableArray<WouldHave> Would { get; init; } = [];

    /// <summary>What a version of the policy that is in shadow would have said, where that is something else.</summary>
    public VersionWould? WouldByVersion { get; init; }

    /// <summary>The starts of the cooldowns of a version in shadow, when they changed; null when they did not.</summary>
    public ShadowMarks? Shadow { get; init; }

    /// <summary>Actions that changed otherwise.</summary>
    public ImmutableArray<ActionChange> Changes { get; init; } = [];

    /// <summary>Tasks given.</summary>
    public ImmutableArray<TaskGiven> Tasks { get; init; } = [];

    /// <summary>Tasks that were given while the policy limits how often.</summary>
    public ImmutableArray<TaskNote> Noted { get; init; } = [];

    /// <summary>Handoffs opened.</summary>
    public ImmutableArray<OpenHandoff> Handoffs { get; init; } = [];

    /// <summary>Promises about open handoffs that changed.</summary>
    public ImmutableArray<PromiseChange> Promises { get; init; } = [];

    /// <summary>Messages between agents that moved on.</summary>
    public ImmutableArray<MessageChange> Messages { get; init; } = [];

    /// <summary>How far agents have talked with each other now.</summary>
    public ImmutableArray<Talk> Talks { get; init; } = [];

    /// <summary>Cooldowns that the event started.</summary>
    public ImmutableArray<Mark> Marks { get; init; } = [];

    /// <summary>When the cooldowns of the policy changed: what starts them now, read from history.</summary>
    public Remarking? Remarked { get; init; }

    /// <summary>The holds in force afterwards, when they changed; null when they did not.</summary>
    public ImmutableArray<HoldInForce>? Holds { get; init; }

    /// <summary>Why an event could not be interpreted.</summary>
    public string? Fault { get; init; }
}

/// <summary>Where a rule that is only tried would have sent an event.</summary>
/// <param name="Rule">The routing rule's id.</param>
/// <param name="Target">As <c>agent:reply</c> or <c>queue:finance</c>.</param>
/// <param name="Canary">On which side of its canary the customer is; null when it is in shadow for all.</param>
public sealed record WouldHave(string Rule, string Target, CanaryGroup? Canary = null);

/// <summary>Cooldown marks read from history again.</summary>
/// <param name="Signature">The cooldowns that they were made with.</param>
/// <param name="Marks">The last start of each.</param>
/// <param name="Restarts">The contacts allowed before that start other cooldowns now.</param>
public sealed record Remarking(string Signature, ImmutableArray<Mark> Marks, ImmutableArray<Restart> Restarts);

/// <summary>The cooldowns that a contact starts now that they have changed.</summary>
/// <param name="Action">The action's id.</param>
/// <param name="Starts">The cooldowns.</param>
public sealed record Restart(string Action, ImmutableArray<string> Starts);

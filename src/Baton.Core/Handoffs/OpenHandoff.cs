using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Core.Agents;

namespace Baton.Core.Handoffs;

/// <summary>A case that waits for a person or is with one.</summary>
public sealed record OpenHandoff
{
    /// <summary>Begins with the customer's id, so that the lane is found without a look-up.</summary>
    public required string Id { get; init; }

    /// <summary>Why it came to a person.</summary>
    public required HandoffCause Cause { get; init; }

    /// <summary>The queue it waits in.</summary>
    public required string Queue { get; init; }

    /// <summary>How urgent it is.</summary>
    public Priority Priority { get; init; } = Priority.Normal;

    /// <summary>What is asked of the person, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>Why it is here, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The person who has it; null while it waits.</summary>
    public string? Owner { get; init; }

    /// <summary>When the claim began, UTC.</summary>
    public DateTimeOffset? Claimed { get; init; }

    /// <summary>How often it came to an owner: names one claim of it among all, so that what was begun in an earlier one changes nothing in a later one.</summary>
    public int Claims { get; init; }

    /// <summary>The owner's last act on it, UTC.</summary>
    public DateTimeOffset? Touched { get; init; }

    /// <summary>When it was claimed for the first time, UTC.</summary>
    public DateTimeOffset? FirstClaimed { get; init; }

    /// <summary>When a person answered the customer for the first time, UTC.</summary>
    public DateTimeOffset? FirstAnswered { get; init; }

    /// <summary>When it was opened, UTC.</summary>
    public required DateTimeOffset Opened { get; init; }

    /// <summary>When a person should have taken it, UTC.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>When the customer should have had a first answer, UTC; null when nothing is said about that.</summary>
    public DateTimeOffset? AnswerDue { get; init; }

    /// <summary>When it should be resolved, UTC; null when nothing is said about that.</summary>
    public DateTimeOffset? ResolveDue { get; init; }

    /// <summary>When people are warned of its clocks; null when nothing is promised, or it was opened before that was said.</summary>
    public ClockTimes? Warnings { get; init; }

    /// <summary>The triage rule that decided how urgent it is, by id; null when none did.</summary>
    public string? Triage { get; init; }

    /// <summary>The clocks of which people were warned.</summary>
    public ImmutableArray<ServiceClock> Warned { get; init; } = [];

    /// <summary>The clocks that ran out before it was done.</summary>
    public ImmutableArray<ServiceClock> Breached { get; init; } = [];

    /// <summary>To whom it is offered, while it is.</summary>
    public Offer? Offer { get; init; }

    /// <summary>The people who let an offer of it pass, or gave it back; they are not asked again while others can be.</summary>
    public ImmutableArray<string> Declined { get; init; } = [];

    /// <summary>Who gave it to its owner, until the owner accepts it.</summary>
    public Passing? Passing { get; init; }

    /// <summary>What it sleeps for; null when it does not.</summary>
    public Snooze? Snooze { get; init; }

    /// <summary>The handoff of the same customer that it was merged into and ends with.</summary>
    public string? MergedInto { get; init; }

    /// <summary>How it ends unless that is undone; null when it does not end.</summary>
    public Ending? Ending { get; init; }

    /// <summary>The event that led to it.</summary>
    public long Event { get; init; }

    /// <summary>The event with which the chain began.</summary>
    public long Root { get; init; }

    /// <summary>How many causes lie between its event and the root.</summary>
    public int Depth { get; init; }

    /// <summary>The action that waits for the answer.</summary>
    public string? Action { get; init; }

    /// <summary>The payload of the task result that waits for the answer.</summary>
    public JsonElement? Held { get; init; }

    /// <summary>The rule that asked for a person, as kind:id.</summary>
    public string? Rule { get; init; }

    /// <summary>Whether anybody may take it now: nobody has it, and it neither sleeps nor is part of another.</summary>
    [JsonIgnore]
    public bool Waits => Owner is null && Snooze is null && MergedInto is null && Ending is null;
}

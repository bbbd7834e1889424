using Baton.Core.Handoffs;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Handoffs;

/// <summary>A handoff as the queue shows it.</summary>
public sealed record HandoffLine
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary><c>waiting</c>, <c>claimed</c> or <c>resolved</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The queue it waits in.</summary>
    public required string Queue { get; init; }

    /// <summary>Higher is sooner, 0 to 3.</summary>
    public int Priority { get; init; }

    /// <summary>E-mail of the person who has it.</summary>
    public string? Owner { get; init; }

    /// <summary>What is asked, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>Why it is here, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The customer's id; null when it is about none.</summary>
    public string? Customer { get; init; }

    /// <summary>What people call the customer.</summary>
    public string? CustomerName { get; init; }

    /// <summary>When a person should have taken it, UTC.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>When it was opened, UTC.</summary>
    public DateTimeOffset Opened { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? Resolved { get; init; }

    /// <summary>How it ended: <c>approved</c>, <c>rejected</c>, <c>answered</c> or <c>other</c>.</summary>
    public string? Outcome { get; init; }

    /// <summary>Its clocks that run, and those that ran out before it was done.</summary>
    public IReadOnlyList<ClockStanding> Clocks { get; init; } = [];

    /// <summary>What led to it.</summary>
    public HandoffCause Cause { get; init; }

    /// <summary>When its owner took it, UTC.</summary>
    public DateTimeOffset? Claimed { get; init; }

    /// <summary>When it was taken for the first time, UTC.</summary>
    public DateTimeOffset? FirstClaimed { get; init; }

    /// <summary>When a person answered the customer for the first time, UTC.</summary>
    public DateTimeOffset? FirstAnswered { get; init; }

    /// <summary>When the customer should have had a first answer, UTC.</summary>
    public DateTimeOffset? AnswerDue { get; init; }

    /// <summary>When it should be resolved, UTC.</summary>
    public DateTimeOffset? ResolveDue { get; init; }

    /// <summary>Whether one of its clocks ran out.</summary>
    public bool IsBreached { get; init; }

    /// <summary>E-mail of the person to whom it is offered now.</summary>
    public string? OfferedTo { get; init; }

    /// <summary>Until when it is offered, UTC.</summary>
    public DateTimeOffset? OfferEnds { get; init; }

    /// <summary>E-mail of who gave it to its owner, until the owner accepts it.</summary>
    public string? GivenBy { get; init; }

    /// <summary>Until when it sleeps at the latest, UTC.</summary>
    public DateTimeOffset? Sleeps { get; init; }

    /// <summary>Whether the customer's answer wakes it.</summary>
    public bool SleepsForAnswer { get; init; }

    /// <summary>The handoff that it is part of.</summary>
    public string? MergedInto { get; init; }

    /// <summary>When it ends unless that is undone, UTC.</summary>
    public DateTimeOffset? Ends { get; init; }

    /// <summary>Place in the log of the last event about it.</summary>
    public long LastSeq { get; init; }

    /// <summary>Whether it still waits and its time is over.</summary>
    public bool IsLate(DateTimeOffset now) => Status == HandoffRecords.Waiting && Due < now;

    /// <summary>When the clock that runs now runs out, UTC: to the first claim, then to the first answer, then to the resolution. Null when none runs.</summary>
    public DateTimeOffset? NextDue => Resolved is not null || Ends is not null || MergedInto is not null ? null
        : FirstClaimed is null ? Due
        : FirstAnswered is null && AnswerDue is { } answer ? answer
        : SleepsForAnswer ? null : ResolveDue;

    internal static HandoffLine Of(HandoffRow row, string? customerName) => new()
    {
        Id = row.Id,
        Status = row.Status,
        Queue = row.Queue,
        Priority = row.Priority,
        Owner = row.Owner,
        Title = row.Title,
        Reason = row.Reason,
        Customer = row.Customer,
        CustomerName = customerName,
        Due = row.Due.ToTime(),
        Opened = row.Opened.ToTime(),
        Resolved = row.Resolved.ToTime(),
        Outcome = row.ResolutionOutcome,
        Clocks = ClockStanding.Of(row),
        Cause = Enum.TryParse<HandoffCause>(row.Asked, out var cause) ? cause : HandoffCause.Routed,
        Claimed = row.Claimed.ToTime(),
        FirstClaimed = row.FirstClaimed.ToTime(),
        FirstAnswered = row.FirstAnswered.ToTime(),
        AnswerDue = row.AnswerDue.ToTime(),
        ResolveDue = row.ResolveDue.ToTime(),
        IsBreached = row.Breached is not null,
        OfferedTo = row.OfferedTo,
        OfferEnds = row.OfferEnds.ToTime(),
        GivenBy = row.GivenBy,
        Sleeps = row.Sleeps.ToTime(),
        SleepsForAnswer = row.SleepsForAnswer,
        MergedInto = row.MergedInto,
        Ends = row.Ends.ToTime(),
        LastSeq = row.LastSeq,
    };
}

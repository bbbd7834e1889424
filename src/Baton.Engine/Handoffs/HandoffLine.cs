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

    /// <summary>Whether it still waits and its time is over.</summary>
    public bool IsLate(DateTimeOffset now) => Status == HandoffRecords.Waiting && Due < now;

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
    };
}

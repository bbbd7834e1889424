using Baton.Core.Customers;
using Baton.Core.Events;

namespace Baton.Core.Handoffs.Briefs;

/// <summary>An event of a case, with what became of it.</summary>
/// <param name="Event">The event.</param>
/// <param name="Verdict">The verdict on the action that it asks for, in the words of the contract; null when it asks for none.</param>
/// <param name="Standing">Where that action stands now: <c>done</c>, <c>failed</c>, <c>void</c>, …; null when unknown.</param>
public sealed record CaseEvent(Event Event, string? Verdict = null, string? Standing = null);

/// <summary>All that a brief is made of: a case and the customer's part of the log.</summary>
public sealed record CaseFile
{
    /// <summary>Why it came to a person, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The event that led to it.</summary>
    public required long Opened { get; init; }

    /// <summary>Why, in one word.</summary>
    public HandoffCause Cause { get; init; }

    /// <summary>The event with which the chain began: what the case is about.</summary>
    public long Root { get; init; }

    /// <summary>What people call the customer; null when nobody knows.</summary>
    public string? CustomerName { get; init; }

    /// <summary>The customer as known now; null for a case about none.</summary>
    public CustomerState? Customer { get; init; }

    /// <summary>When it is read.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The events of the customer, or the chain that led here when it is about none; oldest first.</summary>
    public IReadOnlyList<CaseEvent> Log { get; init; } = [];
}

using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Handoffs;
using Baton.Engine.Customers;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Handoffs;

/// <summary>Everything a person needs to deal with one handoff.</summary>
public sealed record HandoffCase
{
    /// <summary>What the queue shows of it.</summary>
    public required HandoffLine Line { get; init; }

    /// <summary>Why the person who looks may not take it, as a sentence; null when they may, or nobody in particular looks.</summary>
    public string? Barred { get; init; }
    /// <summary>The handoff as the customer's state has it; null once it is over.</summary>
    public OpenHandoff? Open { get; init; }

    /// <summary>Why it came to a person.</summary>
    public HandoffCause Cause { get; init; }

    /// <summary>The rule that asked for a person, as <c>kind:id</c>.</summary>
    public string? Rule { get; init; }

    /// <summary>That rule as one sentence, if the policy still has it.</summary>
    public string? RuleSentence { get; init; }

    /// <summary>What was noted at the last act.</summary>
    public string? Note { get; init; }

    /// <summary>The answer with which it ended.</summary>
    public string? Answer { get; init; }

    /// <summary>E-mail of the person who ended it.</summary>
    public string? ResolvedBy { get; init; }

    /// <summary>The customer as known now; null when it is about none.</summary>
    public CustomerState? Customer { get; init; }

    /// <summary>Holds and cooldowns that run for the customer now.</summary>
    public IReadOnlyList<ClockInForce> Clocks { get; init; } = [];

    /// <summary>The action that waits for the answer.</summary>
    public Proposal? Action { get; init; }

    /// <summary>What would be decided on that action now, were it approved.</summary>
    public Ruling? IfApproved { get; init; }

    /// <summary>The payload of the task result that waits for the answer.</summary>
    public JsonElement? Held { get; init; }

    /// <summary>Place in the log of the event that opened it.</summary>
    public long OpenedBy { get; init; }

    /// <summary>The customer's part of the log, the latest rows, oldest first.</summary>
    public IReadOnlyList<LogRow> Log { get; init; } = [];

    /// <summary>Whether there is more of it, further back.</summary>
    public bool HasEarlier { get; init; }

    /// <summary>The chain of events that led here, oldest first.</summary>
    public IReadOnlyList<LogRow> Chain { get; init; } = [];

    /// <summary>Where the customer's actions stand, by id: of those that appear in <see cref="Log"/>.</summary>
    public IReadOnlyDictionary<string, ActionRow> Actions { get; init; } = new Dictionary<string, ActionRow>(StringComparer.Ordinal);
}

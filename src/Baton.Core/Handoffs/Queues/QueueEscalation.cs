using System.Collections.Immutable;

namespace Baton.Core.Handoffs.Queues;

/// <summary>What is done with a case when a time that was promised about it is over.</summary>
public sealed record QueueEscalation
{
    /// <summary>The queue to which it goes if nobody has it; null to leave it where it is.</summary>
    public string? Queue { get; init; }

    /// <summary>Whether it becomes more urgent by one step.</summary>
    public bool RaisePriority { get; init; }

    /// <summary>The e-mails of those who are told.</summary>
    public ImmutableArray<string> Tell { get; init; } = [];
}

using System.Text.Json.Serialization;
using Baton.Core.Agents;

namespace Baton.Core.Handoffs.Queues;

/// <summary>What is promised about the cases of one priority: times from the opening on.</summary>
public sealed record ServiceLevel
{
    /// <summary>The priority for which it holds.</summary>
    public required Priority Priority { get; init; }

    /// <summary>Within what time a person takes it; null to go by the policy's due times.</summary>
    public TimeSpan? Claim { get; init; }

    /// <summary>Within what time the customer has a first answer; null when nothing is promised.</summary>
    public TimeSpan? Answer { get; init; }

    /// <summary>Within what time it is resolved; null when nothing is promised.</summary>
    public TimeSpan? Resolution { get; init; }

    /// <summary>Whether its clocks run outside the queue's hours too.</summary>
    public bool Always { get; init; }

    /// <summary>Whether it promises nothing.</summary>
    [JsonIgnore]
    public bool IsEmpty => Claim is null && Answer is null && Resolution is null;
}

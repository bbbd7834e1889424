using Baton.Core.Rollouts;

namespace Baton.Core.Agents.Experiments;

/// <summary>A version of an agent that gets the work of a share of the customers, while the version in force gets the rest.</summary>
public sealed record Experiment
{
    /// <summary>The version that is tried.</summary>
    public required AgentDefinition Candidate { get; init; }

    /// <summary>Percent of customers whose work it gets; 1 to 99.</summary>
    public required int Share { get; init; }

    /// <summary>The place in the log where it began.</summary>
    public required long Since { get; init; }

    /// <summary>When that was, UTC.</summary>
    public required DateTimeOffset Begun { get; init; }

    /// <summary>Whether a customer's work goes to the candidate. Sticky: whoever is in stays in while the share grows.</summary>
    public bool Has(string customer) => Cohort.Has($"agent:{Candidate.Name}:{Candidate.Version}", customer, Share);
}

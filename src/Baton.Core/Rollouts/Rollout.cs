using Baton.Core.Policies;

namespace Baton.Core.Rollouts;

/// <summary>A version of the policy that decides for a share of the customers while the published one decides for the rest; with no share at all it is in shadow.</summary>
public sealed record Rollout
{
    /// <summary>The version that is tried.</summary>
    public required Policy Policy { get; init; }

    /// <summary>Percent of customers for whom it decides; 0 in shadow.</summary>
    public required int Share { get; init; }

    /// <summary>When it is stopped by itself; null when only a person stops it.</summary>
    public StopLimit? StopWhen { get; init; }

    /// <summary>The place in the log from which the share is as it is: each step is judged for itself.</summary>
    public required long Since { get; init; }

    /// <summary>When that was, UTC.</summary>
    public required DateTimeOffset Begun { get; init; }

    /// <summary>Names its draw of customers.</summary>
    public string Trial => $"version:{Policy.Version}";

    /// <summary>Whether it decides for nobody, and what it would have said is recorded.</summary>
    public bool IsShadow => Share == 0;

    /// <summary>Whether it decides for a customer.</summary>
    public bool Has(string customer) => Cohort.Has(Trial, customer, Share);
}

using Baton.Core.Policies;
using Baton.Core.Rollouts;

namespace Baton.Engine.Policies;

/// <summary>Something that decides for a share of the customers only, with what was decided for them and for the rest since.</summary>
public sealed record RolloutTrial
{
    /// <summary>The version of the policy that is tried; of a rule, the one in which it stands.</summary>
    public required int Version { get; init; }

    /// <summary>The rule that is tried; null when it is the whole version.</summary>
    public Rule? Rule { get; init; }

    /// <summary>Percent of customers for whom it decides; 0 for a version in shadow.</summary>
    public required int Share { get; init; }

    /// <summary>When it is stopped by itself; null when only a person stops it.</summary>
    public StopLimit? StopWhen { get; init; }

    /// <summary>Since when the share is as it is, UTC.</summary>
    public required DateTimeOffset Begun { get; init; }

    /// <summary>Begins the names of its counters, and so names this step of it.</summary>
    internal string Counter { get; init; } = "";

    /// <summary>Verdicts for the customers who try it; in shadow, what it would have said for everybody.</summary>
    public GroupCounts Inside { get; init; } = GroupCounts.None;

    /// <summary>Verdicts for the rest; in shadow, for everybody.</summary>
    public GroupCounts Outside { get; init; } = GroupCounts.None;
}

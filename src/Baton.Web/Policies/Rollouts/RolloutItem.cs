using Baton.Core.Rollouts;
using Baton.Engine.Policies;

namespace Baton.Web.Policies.Rollouts;

/// <summary>Verdicts on the actions asked for one group of customers; each action counts once, when it is asked.</summary>
/// <param name="Decisions">All of them.</param>
/// <param name="Rate">The share of suppressions and escalations, 0 to 1; null when nothing was decided.</param>
internal sealed record GroupItem(long Decisions, long Allow, long Delay, long Suppress, long Escalate, double? Rate)
{
    public static GroupItem Of(GroupCounts group) => new(group.Decisions, group.Allow, group.Delay, group.Suppress, group.Escalate, group.Rate is { } rate ? Math.Round(rate, 4) : null);
}

/// <summary>Something that decides for a share of the customers only.</summary>
/// <param name="Version">The version of the policy that is tried; of a rule, the one in which it stands.</param>
/// <param name="Rule">The rule as <c>kind:id</c>; null when the whole version is tried.</param>
/// <param name="Share">Percent of customers for whom it decides; 0 for a version in shadow.</param>
/// <param name="StopWhen">When it is stopped by itself.</param>
/// <param name="Begun">Since when the share is as it is.</param>
/// <param name="Canary">Verdicts since, for those customers; in shadow, what it would have said for everybody.</param>
/// <param name="Rest">Verdicts since, for all others; in shadow, for everybody.</param>
internal sealed record TrialItem(int Version, string? Rule, int Share, StopRequest? StopWhen, DateTimeOffset Begun, GroupItem Canary, GroupItem Rest)
{
    public static TrialItem Of(RolloutTrial trial) => new(trial.Version, trial.Rule?.Reference, trial.Share, StopRequest.Of(trial.StopWhen), trial.Begun, GroupItem.Of(trial.Inside), GroupItem.Of(trial.Outside));
}

/// <summary>What is tried in a workspace.</summary>
/// <param name="Published">The version that decides for everybody who does not try another.</param>
/// <param name="Version">The whole version that is tried; null when none is.</param>
/// <param name="Rules">The rules in canary.</param>
internal sealed record RolloutItem(int Published, TrialItem? Version, IReadOnlyList<TrialItem> Rules)
{
    public static RolloutItem Of(int published, IReadOnlyList<RolloutTrial> trials) =>
        new(published, trials.FirstOrDefault(t => t.Rule is null) is { } version ? TrialItem.Of(version) : null, [.. trials.Where(t => t.Rule is not null).Select(TrialItem.Of)]);
}

using Baton.Core.Arbitration;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Policies;

/// <summary>What is tried in a workspace, and how it does beside what decides for the rest.</summary>
public sealed class RolloutQueries(IDbContextFactory<BatonDb> database, Configurations configurations)
{
    /// <summary>The version that is tried, or every rule in canary, with their figures; nothing when nothing is tried.</summary>
    public async Task<IReadOnlyList<RolloutTrial>> ReadAsync(string workspace, CancellationToken cancel = default)
    {
        var (policy, rollout) = (configurations.Of(workspace).Policy, configurations.Of(workspace).Rollout);
        if (rollout is null && policy.Canaries.IsEmpty) return [];
        await using var db = await database.CreateDbContextAsync(cancel);
        var trials = new List<RolloutTrial>();
        if (rollout is not null) trials.Add(new RolloutTrial { Version = rollout.Policy.Version, Share = rollout.Share, StopWhen = rollout.StopWhen, Begun = rollout.Begun, Counter = RolloutCounts.NameOf(rollout) });
        if (!policy.Canaries.IsEmpty)
        {
            var published = (await db.Policies.Where(p => p.Workspace == workspace && p.Version == policy.Version).Select(p => p.Published).FirstOrDefaultAsync(cancel)).ToTime();
            trials.AddRange(policy.Canaries.Select(rule => new RolloutTrial { Version = policy.Version, Rule = rule, Share = rule.Share, StopWhen = rule.StopWhen, Begun = published, Counter = RolloutCounts.NameOf(rule, policy) }));
        }

        // Old minutes are added up into hours, so the first is looked for from the hour on.
        var from = trials.Min(trial => trial.Begun).ToUnix() / 3_600_000 * 60;
        var counts = await db.Counters.Where(c => c.Workspace == workspace && c.Minute >= from && c.Name.StartsWith(RolloutCounts.Prefix))
            .GroupBy(c => c.Name).Select(g => new { g.Key, Sum = g.Sum(c => c.Value) }).ToDictionaryAsync(g => g.Key, g => g.Sum, StringComparer.Ordinal, cancel);
        return [.. trials.Select(trial => trial with { Inside = Of(counts, trial.Counter + ":inside:"), Outside = Of(counts, trial.Counter + ":outside:") })];
    }

    private static Core.Rollouts.GroupCounts Of(Dictionary<string, long> counts, string name) =>
        Enum.GetValues<Verdict>().Aggregate(Core.Rollouts.GroupCounts.None, (group, verdict) => group.With(verdict, counts.GetValueOrDefault(name + verdict.Name())));
}

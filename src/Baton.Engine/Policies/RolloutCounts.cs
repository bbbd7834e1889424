using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Rollouts;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Policies;

/// <summary>
/// Counts verdicts for the customers who try something and for the rest, in the commit of the decision. Each action counts once, when it is asked: one that waits
/// and is decided again must not weigh more.
/// </summary>
internal static class RolloutCounts
{
    public const string Prefix = "rollout:";

    public static void Write(WriteUnit unit, string workspace, LogRow row, string customer, Decision decision, WorkspaceConfig config)
    {
        if (row.Verdict is not { } verdict || row.Type != EventTypes.ActionProposed) return;
        if (config.Rollout is { IsShadow: true } shadow)
        {
            // Beside what was said for everybody, what it would have said for everybody.
            Count(NameOf(shadow), inside: false);
            Count(NameOf(shadow), inside: true, decision.WouldByVersion?.Says);
        }
        else if (config.Rollout is { } rollout)
        {
            Count(NameOf(rollout), rollout.Has(customer));
        }

        foreach (var rule in config.Policy.Canaries) Count(NameOf(rule, config.Policy), rule.GroupOf(customer) == CanaryGroup.Inside);

        void Count(string name, bool inside, string? says = null) => unit.Count(workspace, row.Received / 60_000, $"{name}:{(inside ? "inside" : "outside")}:{says ?? verdict}");
    }

    /// <summary>Begins the names of a version's counters. A share that changes is counted anew.</summary>
    public static string NameOf(Rollout rollout) => $"{Prefix}{rollout.Trial}@{rollout.Since}";

    /// <summary>Begins the names of a rule's counters. Under another version of the policy it is counted anew.</summary>
    public static string NameOf(Rule rule, Policy policy) => $"{Prefix}{rule.Reference}@{policy.Version}";
}

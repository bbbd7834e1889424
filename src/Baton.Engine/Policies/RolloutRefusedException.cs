using Baton.Core.Deciding;
using Baton.Core.Policies;
using Baton.Core.Rollouts;

namespace Baton.Engine.Policies;

/// <summary>
/// A policy cannot be published, or tried, because something is tried already: of two things tried at the same time nobody could say which of them did what. The
/// message is for people.
/// </summary>
public sealed class RolloutRefusedException(string message) : Exception(message)
{
    internal static void ThrowIfClashing(WorkspaceConfig config, string document, RolloutTerms? terms)
    {
        if (config.Rollout is { } rollout) throw new RolloutRefusedException($"Version {rollout.Policy.Version} is being tried {(rollout.IsShadow ? "in shadow" : $"with {rollout.Share} % of the customers")}. Promote it or stop it first.");
        if (terms is null) return;
        var rules = config.Policy.Canaries.Concat(PolicyReader.Read(document, version: 0).Canaries).Select(rule => rule.Reference).Distinct(StringComparer.Ordinal).ToList();
        if (rules.Count > 0) throw new RolloutRefusedException($"A whole version can be tried only when none of its rules, or of those that decide now, is in canary: {string.Join(", ", rules)}. Enforce them, or put them in shadow, first.");
    }
}

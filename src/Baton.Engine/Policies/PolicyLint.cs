using Baton.Core.Policies;
using Baton.Core.Policies.Linting;
using Baton.Engine.Storage.Lookups;

namespace Baton.Engine.Policies;

/// <summary>Looks at policies with what is known of their workspace: its agents, and what its newest events held.</summary>
public sealed class PolicyLint(Configurations configurations, LogLookups lookups, TimeProvider clock)
{
    /// <summary>What there is to say about a policy: errors first, then warnings, then hints.</summary>
    public IReadOnlyList<LintFinding> Look(string workspace, Policy policy) => Linter.Lint(policy, new World
    {
        Now = clock.GetUtcNow(),
        Agents = [.. configurations.Of(workspace).Agents.Values.OrderBy(agent => agent.Name, StringComparer.Ordinal).Select(agent => new KnownAgent(agent))],
        Observed = SeenFields.InEvents(lookups, workspace),
    });
}

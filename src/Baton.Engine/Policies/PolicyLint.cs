using Baton.Core.Policies;
using Baton.Core.Policies.Linting;
using Baton.Engine.Storage.Lookups;

namespace Baton.Engine.Policies;

/// <summary>Looks at policies with what is known of their workspace: its agents, what its newest events held, and what its rules have done.</summary>
public sealed class PolicyLint(Configurations configurations, LogLookups lookups, RuleHistory history, TimeProvider clock)
{
    /// <summary>What there is to say about a policy: errors first, then warnings, then hints. A large one takes a moment, so it is done aside.</summary>
    public async Task<IReadOnlyList<LintFinding>> LookAsync(string workspace, Policy policy, CancellationToken cancel = default)
    {
        var activity = await history.OfAsync(workspace, policy, cancel);
        return await Task.Run(
            () =>
            {
                var config = configurations.Of(workspace);
                var newest = NewestRows.Of(lookups, workspace);
                return Linter.Lint(policy, new World
                {
                    Now = clock.GetUtcNow(),
                    Agents = [.. config.Agents.Values.OrderBy(agent => agent.Name, StringComparer.Ordinal).Select(agent => new KnownAgent(agent))],
                    Observed = newest.Seen(),
                    Sample = newest.AsFacts(config),
                    KnowsCustomers = false,
                    Activity = activity,
                });
            },
            cancel);
    }
}

using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Policies.Linting;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Timeline;

namespace Baton.Engine.Policies;

/// <summary>Looks at policies with what is known of their workspace: its agents, and what its newest events held.</summary>
public sealed class PolicyLint(Configurations configurations, LogLookups lookups, TimeProvider clock)
{
    private const int NewestRows = 1_000;

    /// <summary>What there is to say about a policy: errors first, then warnings, then hints.</summary>
    public IReadOnlyList<LintFinding> Look(string workspace, Policy policy) => Linter.Lint(policy, new World
    {
        Now = clock.GetUtcNow(),
        Agents = [.. configurations.Of(workspace).Agents.Values.OrderBy(agent => agent.Name, StringComparer.Ordinal).Select(agent => new KnownAgent(agent))],
        Observed = Observe(workspace),
    });

    private ObservedFields Observe(string workspace)
    {
        var seen = ObservedFields.None;
        foreach (var row in lookups.ReadLog(lookups.LastSeq() - NewestRows, NewestRows).Where(row => row.Workspace == workspace && row.Customer is not null))
        {
            var e = row.ToEvent();
            seen = e.Type == EventTypes.ActionProposed ? seen.See(ProposalJson.Read(e)) : seen.See(e);
        }

        return seen;
    }
}

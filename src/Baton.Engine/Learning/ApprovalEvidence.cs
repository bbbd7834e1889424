using System.Text.Json.Nodes;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Handoffs;
using Baton.Core.Learning.Approvals;
using Baton.Core.Policies;
using Baton.Engine.Handoffs;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Learning;

/// <summary>Reads what people said to actions for which a rule wanted a person's word.</summary>
public sealed class ApprovalEvidence(IDbContextFactory<BatonDb> database, WholeLog log, Conductor conductor, Configurations configurations, TimeProvider clock)
{
    /// <summary>
    /// The cases of an approval rule that was published, the latest first: only those for which the rule as it stands now would ask again, so that what was
    /// settled by a change of the policy is not suggested once more.
    /// </summary>
    public async Task<IReadOnlyList<ApprovalCase>> OfAsync(string workspace, ApprovalRule rule, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var (why, escalated) = ($"{rule.Kind.Name()}:{rule.Id}", nameof(HandoffCause.Escalated));
        await using var db = await database.CreateDbContextAsync(cancel);
        var handoffs = await db.Handoffs.Where(h => h.Workspace == workspace && h.Status == HandoffRecords.Resolved && h.Asked == escalated && h.Why == why && (h.ResolutionOutcome == "approved" || h.ResolutionOutcome == "rejected") && h.Action != null)
            .OrderByDescending(h => h.Resolved).ThenBy(h => h.Id).Take(2 * RegionSearch.MostCases).ToListAsync(cancel);
        var ids = handoffs.ConvertAll(h => h.Action!);
        var proposed = await db.Actions.Where(a => a.Workspace == workspace && ids.Contains(a.Id)).Select(a => new { a.Id, a.Seq, a.Customer }).ToDictionaryAsync(a => a.Id, StringComparer.Ordinal, cancel);
        var cases = new List<ApprovalCase>();
        foreach (var handoff in handoffs)
        {
            if (!proposed.TryGetValue(handoff.Action!, out var action) || log.Read(workspace, action.Seq) is not { } row) continue;
            var (proposal, customer) = (ProposalJson.Read(row.ToEvent()), await conductor.StateOfAsync(workspace, action.Customer, cancel));
            if (Asks(workspace, rule, proposal, customer)) cases.Add(CaseOf(handoff, action.Seq, proposal, customer));
        }

        return cases;
    }

    /// <summary>A rule of a policy as it stands in its document.</summary>
    public static JsonObject? RuleOf(string document, string id) =>
        (JsonNode.Parse(document)?["approvals"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(rule => string.Equals(rule["id"]?.GetValue<string>(), id, StringComparison.OrdinalIgnoreCase));

    private bool Asks(string workspace, ApprovalRule rule, Proposal proposal, CustomerState customer)
    {
        AgentDefinition? agent = configurations.Of(workspace).Agent(proposal.Agent);
        return rule.When.Holds(new Facts(clock.GetUtcNow(), customer, Event: null, proposal, agent));
    }

    private static ApprovalCase CaseOf(HandoffRow handoff, long seq, Proposal proposal, CustomerState customer) =>
        new(handoff.Id, seq, handoff.ResolutionOutcome == "approved", handoff.ResolvedBy ?? "", handoff.Resolved ?? handoff.Opened, ApprovalCase.FactsOf(proposal, customer));
}

using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Timeline;

namespace Baton.Core.Handoffs;

/// <summary>A person gives a case back to an agent: what waited is dropped, and the agent has a new task about the same, with the person's note.</summary>
public static class HandoffReturns
{
    /// <summary>The agent to whom a case goes back: the one named, or the one from whom it came. Null when it came from none.</summary>
    public static string? AgentOf(CustomerState state, OpenHandoff handoff, string? named) => named ?? ActionOf(state, handoff)?.Proposal.Agent ?? handoff.Held?.Text("agent");

    internal static Decision Decide(CustomerState state, Event e, OpenHandoff handoff, WorkspaceConfig config)
    {
        var action = ActionOf(state, handoff);
        var note = Remarks.Of(e, "note");
        var dropped = action is null ? null : ActionDecisions.Refused(action, new RuleRef(RuleKind.Ownership, handoff.Id, config.Policy.Version), "returned", $"{e.Actor.Name} gave the case back to {action.Proposal.Agent}{note}.");
        var decision = new Decision { Sentence = $"{e.Actor.Name} gave it back{note}: {handoff.Title}", Rulings = dropped is null ? [] : [dropped] };
        if (config.Agent(AgentOf(state, handoff, e.Data.Text("agent"))) is not { } agent) return decision;
        return decision with { Sentence = $"{e.Actor.Name} gave it back to {agent.Name}{note}: {handoff.Title}", Tasks = [TaskDecisions.Give(state, e, agent.Name, handoff.Priority, config)] };
    }

    private static ActionRecord? ActionOf(CustomerState state, OpenHandoff handoff) => handoff.Action is { } id ? state.Actions.FirstOrDefault(a => a.Proposal.Id == id && a.IsPending) : null;
}

using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Timeline;

namespace Baton.Core.Handoffs;

/// <summary>A person gives a case back to an agent: what waited is dropped, and the agent has a new task about the same, with the person's note.</summary>
internal static class HandoffReturns
{
    public static Decision Decide(CustomerState state, Event e, OpenHandoff handoff, WorkspaceConfig config)
    {
        var action = handoff.Action is { } id ? state.Actions.FirstOrDefault(a => a.Proposal.Id == id && a.IsPending) : null;
        var note = Remarks.Of(e, "note");
        var dropped = action is null ? null : ActionDecisions.Refused(action, new RuleRef(RuleKind.Ownership, handoff.Id, config.Policy.Version), "returned", $"{e.Actor.Name} gave the case back to {action.Proposal.Agent}{note}.");
        var decision = new Decision { Sentence = $"{e.Actor.Name} gave it back{note}: {handoff.Title}", Rulings = dropped is null ? [] : [dropped] };
        if (config.Agent(e.Data.Text("agent") ?? action?.Proposal.Agent ?? handoff.Held?.Text("agent")) is not { } agent) return decision;
        return decision with { Sentence = $"{e.Actor.Name} gave it back to {agent.Name}{note}: {handoff.Title}", Tasks = [TaskDecisions.Give(state, e, agent.Name, handoff.Priority, config)] };
    }
}

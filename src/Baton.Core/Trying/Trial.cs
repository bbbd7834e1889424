using System.Collections.Immutable;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;

namespace Baton.Core.Trying;

/// <summary>One event or action decided on trial: the decision, and of every rule why it decided or did not. Nothing is folded in.</summary>
/// <param name="Decision">The decision, as the core makes it.</param>
/// <param name="Reason">Why, in one plain sentence.</param>
/// <param name="Considered">Every rule that was asked, in the order of judgement.</param>
public sealed record Trial(Decision Decision, string Reason, ImmutableArray<TriedRule> Considered)
{
    /// <summary>The verdict on the action, where one was asked about.</summary>
    public Ruling? Ruling => Decision.Rulings.IsEmpty ? null : Decision.Rulings[0];

    /// <summary>The rule that decided; null when none stood against the action, or none took the event.</summary>
    public TriedRule? Decider => Considered.FirstOrDefault(rule => rule.Role == RuleRole.Decided);

    /// <summary>Decides an event as it would be decided, and explains it.</summary>
    /// <param name="state">The customer's state before it.</param>
    /// <param name="e">The event; <c>e.Received</c> is the time at which it is tried.</param>
    /// <param name="config">The policy to try, and the agents.</param>
    /// <param name="history">The customer's events within the longest cooldown; needed when <see cref="Deciding.Decider.NeedsHistory"/>.</param>
    public static Trial Of(CustomerState state, Event e, WorkspaceConfig config, IReadOnlyList<Event>? history = null)
    {
        var decision = Deciding.Decider.Decide(state, e, config, history).Decision;
        config = config.For(state.Id); // what decided for this customer is what is explained
        var met = HandoffChanges.Apply(state, e); // what a person's act changed is so before the rules are asked
        if (decision.Rulings is [var ruling, ..])
        {
            var proposal = ruling.Asked ?? ProposalOf(e, met, ruling.Action);
            return new Trial(decision, ruling.Reason, proposal is null ? [] : ActionReasons.Of(ruling, proposal, met, config, e.Received));
        }

        return new Trial(decision, decision.Route?.Reason ?? decision.Sentence, EventReasons.Of(decision, met, HandoffDecisions.AsRouted(state, e), config));
    }

    private static Proposal? ProposalOf(Event e, CustomerState state, string action) =>
        e.Type == EventTypes.ActionProposed ? ProposalJson.Read(e) : state.Actions.FirstOrDefault(a => a.Proposal.Id == action)?.Proposal;
}

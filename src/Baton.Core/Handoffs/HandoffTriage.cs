using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;

namespace Baton.Core.Handoffs;

/// <summary>How urgent a handoff is, who gets it and by when, as the first triage rule that fits it says.</summary>
internal static class HandoffTriage
{
    /// <summary>The handoff with its place, its urgency and its promises.</summary>
    public static OpenHandoff On(OpenHandoff handoff, CustomerState state, Event e, WorkspaceConfig config)
    {
        if (config.Policy.Triage.IsEmpty) return HandoffPromises.On(handoff, config);
        var facts = new Facts(e.Received, state, Event: e, Agent: config.Agent(e.Agent), Handoff: handoff);
        if (config.Policy.Triage.FirstOrDefault(rule => rule.Enabled && rule.When.Holds(facts)) is not { } rule) return HandoffPromises.On(handoff, config);
        var placed = handoff with { Priority = rule.Priority ?? handoff.Priority, Queue = rule.Queue ?? handoff.Queue, Reason = $"{handoff.Reason} {rule.Effect}", Triage = rule.Id };
        return HandoffPromises.On(placed, config, rule.ClaimWithin);
    }

    /// <summary>The decision with what triage said about the handoffs that it opens.</summary>
    public static Decision Said(Decision decision, WorkspaceConfig config)
    {
        foreach (var handoff in decision.Handoffs)
        {
            if (handoff.Triage is { } id && config.Policy.Triage.FirstOrDefault(rule => rule.Id == id) is { } rule) decision = decision with { Sentence = $"{decision.Sentence} {rule.Effect}" };
        }

        return decision;
    }
}

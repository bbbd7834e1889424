using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Handoffs;

namespace Baton.Core.Conditions;

/// <summary>All that a condition can ask about.</summary>
/// <param name="Now">The moment of the decision, UTC.</param>
/// <param name="Customer">The customer as known at that moment.</param>
/// <param name="Event">The event, if one is looked at.</param>
/// <param name="Action">The proposed action, if one is looked at.</param>
/// <param name="Agent">The agent who acts, or who did the event.</param>
/// <param name="Handoff">The handoff, if one is being opened.</param>
public sealed record Facts(DateTimeOffset Now, CustomerState Customer, Event? Event = null, Proposal? Action = null, AgentDefinition? Agent = null, OpenHandoff? Handoff = null);

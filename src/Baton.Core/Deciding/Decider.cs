using System.Collections.Immutable;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Messages;

namespace Baton.Core.Deciding;

/// <summary>
/// Decides what follows from one event. A pure function: no clock, no I/O, no chance; <c>e.Received</c> is its "now". The same
/// state, event and configuration always give the same decision, which is what replay and backtest rest on.
/// </summary>
public static class Decider
{
    /// <summary>A longer chain of steps, with no person's act in it, is agents going round in a circle: no more work is given.</summary>
    public const int MaxDepth = 24;

    /// <summary>Decides on an event and folds it in.</summary>
    /// <param name="state">The customer's state before it.</param>
    /// <param name="e">The event.</param>
    /// <param name="config">Policy and agents.</param>
    /// <param name="history">The customer's events within the longest cooldown, oldest first; asked for only when <see cref="NeedsHistory"/>.</param>
    public static (Decision Decision, CustomerState State) Decide(CustomerState state, Event e, WorkspaceConfig config, IReadOnlyList<Event>? history = null)
    {
        var whole = config;
        config = config.For(state.Id);
        var remarked = Remark(state, e.Received, config, history);
        if (remarked is not null) state = Evolution.Remark(state, remarked);
        var decision = Judged(state, e, config);
        if (decision.Outcome != EventOutcome.Quarantined) decision = decision with { Marks = Cooldowns.StartedBy(e, state, config.Policy, config.Agent(e.Agent), e.Received) };
        if (remarked is not null) decision = decision with { Remarked = remarked };
        decision = VersionShadow.Beside(decision, state, e, whole, history);
        var next = Evolution.Evolve(state, e, decision);
        var holds = Holds.InForce(next, config.Policy, e.Received);
        return holds.SequenceEqual(next.Holds) ? (decision, next) : (decision with { Holds = holds }, next with { Holds = holds });
    }

    /// <summary>Whether the cooldowns have changed since this customer's marks were made, or those of a version in shadow are not known, so that history must be read.</summary>
    public static bool NeedsHistory(CustomerState state, WorkspaceConfig config) =>
        state.Version > 0 && (state.MarkedFor ?? "") != config.For(state.Id).Policy.CooldownSignature || VersionShadow.NeedsHistory(state, config);

    /// <summary>The state as the next decision would find it: with the marks of the cooldowns that hold now.</summary>
    public static CustomerState Current(CustomerState state, DateTimeOffset now, WorkspaceConfig config, IReadOnlyList<Event> history) =>
        Remark(state, now, config.For(state.Id), history) is { } remarked ? Evolution.Remark(state, remarked) : state;

    /// <summary>What is recorded when deciding itself went wrong: the event is kept, and a person looks at it.</summary>
    public static (Decision Decision, CustomerState State) Quarantine(CustomerState state, Event e, WorkspaceConfig config, string fault)
    {
        var decision = Quarantined(state, e, config.For(state.Id), fault);
        return (decision, Evolution.Evolve(state, e, decision));
    }

    // Whoever gives work, the limits on how often stand above it.
    internal static Decision Judged(CustomerState state, Event e, WorkspaceConfig config) => LoopGuards.Guard(state, e, JudgedByType(state, e, config), config);

    // The path of an event: what it is decides who judges it.
    private static Decision JudgedByType(CustomerState state, Event e, WorkspaceConfig config)
    {
        if (Understanding.Fault(e) is { } fault) return Quarantined(state, e, config, fault);
        return e.Type switch
        {
            EventTypes.ActionProposed or EventTypes.ActionDue or EventTypes.ActionReported or EventTypes.ActionBegun or EventTypes.ActionLapsed or EventTypes.ActionAnswered or EventTypes.ActionRestored => ActionDecisions.Decide(state, e, config),
            EventTypes.TaskFinished => MessageDecisions.Beside(state, e, TaskDecisions.Decide(state, e, config)),
            EventTypes.AgentMessageSent or EventTypes.AgentMessageExpired => MessageDecisions.Decide(state, e, config),
            EventTypes.HandoffAsked => HandoffAsking.Decide(state, e, config),
            _ when EventTypes.IsHandoffAct(e.Type) => MessageDecisions.Beside(state, e, HandoffDecisions.Decide(state, e, config)),
            _ when e.Type.StartsWith(EventTypes.Reserved, StringComparison.Ordinal) => new Decision { Sentence = ConfigurationSentences.Of(e, config) },
            _ => EventDecisions.Decide(state, e, config),
        };
    }

    private static Remarking? Remark(CustomerState state, DateTimeOffset now, WorkspaceConfig config, IReadOnlyList<Event>? history)
    {
        var policy = config.Policy;
        if ((state.MarkedFor ?? "") == policy.CooldownSignature) return null;
        return new Remarking(policy.CooldownSignature, MarksOf(history, state, now, config), Cooldowns.Restarts(state, config));
    }

    /// <summary>What starts a policy's cooldowns, read from history.</summary>
    internal static ImmutableArray<Mark> MarksOf(IReadOnlyList<Event>? history, CustomerState state, DateTimeOffset now, WorkspaceConfig config)
    {
        ImmutableArray<Mark> marks = [];
        foreach (var past in history ?? []) marks = Evolution.WithMarks(marks, Cooldowns.StartedBy(past, state, config.Policy, config.Agent(past.Agent), now));
        return marks;
    }

    private static Decision Quarantined(CustomerState state, Event e, WorkspaceConfig config, string fault) => new()
    {
        Outcome = EventOutcome.Quarantined,
        Sentence = $"Could not be interpreted: {fault}",
        Fault = fault,
        Handoffs = [HandoffNotes.Open(state, e, config.Policy, HandoffCause.Uninterpretable, "general", $"What does this “{e.Type}” mean?", fault)],
    };
}

using System.Collections.Immutable;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Messages;

namespace Baton.Core.Deciding;

/// <summary>The fold: the state after an event and what was decided on it. No rule is asked here.</summary>
public static class Evolution
{
    /// <summary>The state after the event.</summary>
    public static CustomerState Evolve(CustomerState state, Event e, Decision decision)
    {
        var given = LoopGuards.After(state, e, decision);
        if (decision.Remarked is { } remarked) state = Remark(state, remarked);
        if (decision.Outcome != EventOutcome.Quarantined) state = Understanding.Apply(state, e);
        var handoffs = HandoffChanges.Apply(state, e);
        state = handoffs with { Fence = Fences.After(state, handoffs) };
        return state with
        {
            Version = state.Version + 1,
            Addresses = WithAddresses(state.Addresses, e.Addresses),
            WroteOn = e.Type == EventTypes.MessageReceived && e.Data.Text("channel") is { Length: > 0 } channel ? channel : state.WroteOn,
            Tasks = OpenMessages.Withdrawn(WithTasks(state.Tasks, e, decision), decision.Messages),
            Actions = WithActions(state.Actions, e, decision),
            HandoffsMade = state.HandoffsMade + decision.Handoffs.Length,
            Handoffs = state.Handoffs.AddRange(decision.Handoffs),
            Given = given,
            Messages = OpenMessages.After(state.Messages, e, decision.Messages),
            Talks = Circles.With(state.Talks, decision.Talks, e.Received),
            Marks = WithMarks(state.Marks, decision.Marks),
            Shadow = decision.Shadow ?? state.Shadow,
            Holds = decision.Holds ?? state.Holds,
        };
    }

    /// <summary>The state with its cooldowns read from history again.</summary>
    internal static CustomerState Remark(CustomerState state, Remarking remarked)
    {
        var actions = state.Actions;
        foreach (var restart in remarked.Restarts)
        {
            var at = IndexOf(actions, restart.Action);
            if (at >= 0) actions = actions.SetItem(at, actions[at] with { Starts = restart.Starts });
        }

        return state with { Marks = remarked.Marks, MarkedFor = remarked.Signature, Actions = actions };
    }

    /// <summary>The action with which a proposal begins, or with which one is there again that a person let through after all.</summary>
    public static ActionRecord Begin(Event e, Ruling ruling)
    {
        var (asked, seq) = e.Type == EventTypes.ActionRestored ? (e.Data.Time("asked") ?? e.Received, (long)(e.Data.Number("seq") ?? e.Seq)) : (e.Received, e.Seq);
        return Ruled(new ActionRecord { Proposal = ruling.Asked ?? ProposalJson.Read(e), Status = ActionStatus.Allowed, Asked = asked, Decided = e.Received, Root = e.Root, Seq = seq, Department = ruling.Department }, ruling, e.Received);
    }

    private static ImmutableArray<Address> WithAddresses(ImmutableArray<Address> known, IReadOnlyList<Address> more)
    {
        foreach (var address in more) if (!known.Contains(address)) known = known.Add(address);
        return known;
    }

    private static ImmutableArray<OpenTask> WithTasks(ImmutableArray<OpenTask> tasks, Event e, Decision decision)
    {
        if (e.Type == EventTypes.TaskFinished && e.Data.Text("task") is { } finished) tasks = tasks.RemoveAll(t => t.Id == finished);
        foreach (var given in decision.Tasks) tasks = tasks.Add(given.Task);
        return tasks;
    }

    private static ImmutableArray<ActionRecord> WithActions(ImmutableArray<ActionRecord> actions, Event e, Decision decision)
    {
        foreach (var ruling in decision.Rulings)
        {
            var at = IndexOf(actions, ruling.Action);
            var action = at >= 0 ? Ruled(actions[at], ruling, e.Received) : e.Type is EventTypes.ActionProposed or EventTypes.ActionRestored || HandoffAnswer.Read(e)?.Id == ruling.Action ? Begin(e, ruling) : null;
            if (action is not null) actions = Put(actions, at, action);
        }

        foreach (var change in decision.Changes)
        {
            var at = IndexOf(actions, change.Action);
            if (at >= 0) actions = Put(actions, at, actions[at] with { Status = change.Status });
        }

        return Trimmed(actions, e.Received);
    }

    // Only what may still happen, or still counts, is worth remembering; voided ones until their fate is known.
    private static ImmutableArray<ActionRecord> Put(ImmutableArray<ActionRecord> actions, int at, ActionRecord action)
    {
        var keep = action.IsPending || action.Counts || action.Status == ActionStatus.Void;
        if (at < 0) return keep ? actions.Add(action) : actions;
        return keep ? actions.SetItem(at, action) : actions.RemoveAt(at);
    }

    private static ActionRecord Ruled(ActionRecord action, Ruling ruling, DateTimeOffset now) => action with
    {
        Status = ruling.Verdict switch
        {
            Verdict.Allow => ActionStatus.Allowed,
            Verdict.Delay => ActionStatus.Delayed,
            Verdict.Escalate => ActionStatus.Escalated,
            _ => ActionStatus.Suppressed,
        },
        Decided = now,
        Until = ruling.Until,
        Handoff = ruling.Handoff,
        PermitExpires = ruling.PermitExpires,
        Fence = ruling.Fence,
        Starts = ruling.Starts,
        Approved = action.Approved || ruling.Approved,
    };

    // Actions stand in the order asked, so the oldest come first. The longest memory a policy may ask for bounds what is kept; what still waits is never forgotten.
    private static ImmutableArray<ActionRecord> Trimmed(ImmutableArray<ActionRecord> actions, DateTimeOffset now)
    {
        if (actions.IsEmpty || actions[0].Decided > now - CustomerState.LongestMemory && actions.Length <= CustomerState.MostActions) return actions;
        var old = now - CustomerState.LongestMemory;
        actions = actions.RemoveAll(a => !a.IsPending && a.Decided <= old);
        var over = actions.Length - CustomerState.MostActions;
        return over <= 0 ? actions : actions.RemoveAll(a => !a.IsPending && over-- > 0);
    }

    private static int IndexOf(ImmutableArray<ActionRecord> actions, string id)
    {
        for (var i = actions.Length - 1; i >= 0; i--) if (actions[i].Proposal.Id == id) return i;
        return -1;
    }

    /// <summary>The marks with more of them: of each cooldown the latest start, whatever order events were told in.</summary>
    internal static ImmutableArray<Mark> WithMarks(ImmutableArray<Mark> marks, ImmutableArray<Mark> more)
    {
        foreach (var mark in more)
        {
            var known = marks.FirstOrDefault(m => m.Rule == mark.Rule);
            if (known is null) marks = marks.Add(mark);
            else if (mark.At >= known.At) marks = marks.Replace(known, mark);
        }

        return marks;
    }
}

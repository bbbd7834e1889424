using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;

namespace Baton.Core.Backtesting;

/// <summary>
/// One customer under another policy. What came from outside, what agents proposed and how their tasks ended is taken as it was; verdicts, routes, waiting and handoffs are
/// decided anew. What people did applies where it still makes sense. A handoff that only this policy opens is seen by nobody: it is taken to be dealt with after a while.
/// </summary>
/// <param name="customer">The customer's id.</param>
/// <param name="handling">How long such a handoff stays open.</param>
internal sealed class Fork(string customer, TimeSpan handling)
{
    private static readonly Decision Unrecorded = new() { Sentence = "" };

    private readonly HashSet<string> _unseen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _contactsWaiting = new(StringComparer.Ordinal);
    private CustomerState _state = CustomerState.New(customer);

    /// <summary>Decides the next event anew; null when it would not have come about.</summary>
    public Comparison? Take(Event e, Decision before, WorkspaceConfig config, Action<Decision> cameDue)
    {
        Catch(up: e.Received, config, cameDue);
        if (e.Type == EventTypes.ActionDue) Recognise(before.Handoffs);
        if (!Happens(e, before)) return null;
        var plan = _state.AttributeText("plan");
        var (after, next) = Decider.Decide(_state, e, config);
        var kept = AsRecorded(after, before);
        _state = ReferenceEquals(kept, after) ? next : Evolution.Evolve(_state, e, kept);
        return new Comparison(e, before, after, plan);
    }

    /// <summary>How many contacts the recorded decision let through.</summary>
    public int ContactsBefore(Event e, Decision before)
    {
        var contacts = 0;
        foreach (var ruling in before.Rulings)
        {
            var isContact = e.Type == EventTypes.ActionProposed ? ProposalJson.Read(e).IsContact : _contactsWaiting.Remove(ruling.Action);
            if (!isContact) continue;
            if (ruling.Verdict == Verdict.Allow) contacts++;
            else if (ruling.Verdict is Verdict.Delay or Verdict.Escalate) _contactsWaiting.Add(ruling.Action);
        }

        return contacts;
    }

    // What this policy delayed comes due on its own time, not on history's.
    private void Catch(DateTimeOffset up, WorkspaceConfig config, Action<Decision> cameDue)
    {
        while (_state.Actions.Where(a => a.Status == ActionStatus.Delayed && a.Until <= up).MinBy(a => a.Until) is { } action)
        {
            Forget(action.Until!.Value);
            var due = Due(action);
            var decision = Decider.Decide(_state, due, config).Decision;
            _state = Evolution.Evolve(_state, due, AsRecorded(decision, Unrecorded));
            cameDue(decision);
        }

        Forget(up);
    }

    private void Forget(DateTimeOffset now)
    {
        if (_unseen.Count == 0) return;
        var over = _state.Handoffs.Where(h => _unseen.Contains(h.Id) && h.Opened + handling <= now).ToList();
        if (over.Count == 0) return;
        var actions = over.Where(h => h.Action is not null).Select(h => h.Action).ToHashSet(StringComparer.Ordinal);
        _state = _state with { Handoffs = _state.Handoffs.RemoveRange(over), Actions = _state.Actions.RemoveAll(a => a.Status == ActionStatus.Escalated && actions.Contains(a.Proposal.Id)) };
        foreach (var handoff in over) _unseen.Remove(handoff.Id);
    }

    private bool Happens(Event e, Decision before) => e.Type switch
    {
        EventTypes.ActionDue => false,
        EventTypes.CustomerPatched => true, // its version is history's
        EventTypes.ActionReported => before.Changes is not [{ Status: ActionStatus.Done } done] || _state.Actions.Any(a => a.Proposal.Id == done.Action && a.Counts), // what was not allowed was not done
        _ => Admission.Refuse(_state, e) is null,
    };

    // Tasks go on as they did; a handoff that history knows too keeps its name, so that what people did with it applies.
    private Decision AsRecorded(Decision after, Decision before)
    {
        if (after.Handoffs.Length == 0) return after.Tasks.SequenceEqual(before.Tasks) ? after : after with { Tasks = before.Tasks };
        var (handoffs, rulings) = (after.Handoffs, after.Rulings);
        foreach (var handoff in after.Handoffs)
        {
            var known = before.Handoffs.FirstOrDefault(h => h.Action == handoff.Action && h.Cause == handoff.Cause);
            var id = known?.Id ?? $"{handoff.Id}-unseen";
            if (known is null) _unseen.Add(id);
            handoffs = handoffs.Replace(handoff, handoff with { Id = id });
            rulings = [.. rulings.Select(r => r.Handoff == handoff.Id ? r with { Handoff = id } : r)];
        }

        return after with { Tasks = before.Tasks, Handoffs = handoffs, Rulings = rulings };
    }

    // What came due here came due in history too: the handoff that it led to is the one that people saw.
    private void Recognise(ImmutableArray<OpenHandoff> seen)
    {
        foreach (var handoff in seen)
        {
            if (_state.Handoffs.FirstOrDefault(h => h.Action == handoff.Action && _unseen.Contains(h.Id)) is not { } mine) continue;
            _unseen.Remove(mine.Id);
            _state = _state with
            {
                Handoffs = _state.Handoffs.Replace(mine, mine with { Id = handoff.Id }),
                Actions = [.. _state.Actions.Select(a => a.Handoff == mine.Id ? a with { Handoff = handoff.Id } : a)],
            };
        }
    }

    private Event Due(ActionRecord action) => Causation.Link(_state, new Event
    {
        Source = "baton/backtest",
        Id = action.Proposal.Id,
        Type = EventTypes.ActionDue,
        Customer = customer,
        Time = action.Until!.Value,
        Received = action.Until.Value,
        Actor = Actor.Baton,
        Data = JsonSerializer.SerializeToElement(new { action = action.Proposal.Id }),
    }, action.Seq);
}

using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Timeline;

namespace Baton.Core.Deciding;

/// <summary>What people do with handoffs. A claim voids permits; a resolution lets what waited go on with the person's answer.</summary>
internal static class HandoffDecisions
{
    public static Decision Decide(CustomerState state, Event e, WorkspaceConfig config)
    {
        var handoff = HandoffChanges.Find(state, e)!;
        return e.Type switch
        {
            EventTypes.HandoffResolved => WithAnswer(state, e, handoff, Resolved(state, e, handoff, config), config),
            _ when Fences.Taker(state, e, handoff) is { } person => new Decision { Sentence = HandoffSentences.Of(handoff, e) + Fences.OnItsWay(state), Changes = Fences.Voided(state, person) },
            _ => new Decision { Sentence = HandoffSentences.Of(handoff, e) },
        };
    }

    // What is said to the customer with the resolution is judged like everything a person says, by whoever had the case a moment ago.
    private static Decision WithAnswer(CustomerState state, Event e, OpenHandoff handoff, Decision resolved, WorkspaceConfig config)
    {
        if (HandoffAnswer.Read(e) is not { } answer || HandoffAnswer.IsForAgent(handoff, e)) return resolved;
        var ruled = ActionDecisions.Rule(state, e, answer, config, earlier: null, taken: resolved.Handoffs.Length);
        return resolved with { Sentence = $"{resolved.Sentence.TrimEnd('.')}. {ruled.Sentence}", Rulings = resolved.Rulings.AddRange(ruled.Rulings), Handoffs = resolved.Handoffs.AddRange(ruled.Handoffs) };
    }

    private static Decision Resolved(CustomerState state, Event e, OpenHandoff handoff, WorkspaceConfig config)
    {
        var outcome = e.Data.Text("outcome") ?? "other";
        var sentence = $"{e.Actor.Name} resolved it ({outcome}): {handoff.Title}";
        var after = HandoffChanges.Apply(state, e);
        if (outcome == "returned") return HandoffReturns.Decide(after, e, handoff, config);
        if (handoff.Action is { } id && state.Actions.FirstOrDefault(a => a.Proposal.Id == id) is { IsPending: true } action) return Answered(after, e, action, outcome, sentence, config);
        return handoff.Held is { } held && outcome is "approved" or "answered" ? GoesOn(after, e, handoff.Held!.Value, sentence, config) : TaskDecisions.Onward(after, e, config, sentence);
    }

    private static Decision Answered(CustomerState state, Event e, ActionRecord action, string outcome, string sentence, WorkspaceConfig config)
    {
        if (outcome == "approved")
        {
            var approved = ActionDecisions.Rule(state, e, action.Proposal, config, action with { Approved = true });
            return approved with { Sentence = $"{sentence}. {approved.Sentence}" };
        }

        var (code, reason) = outcome == "rejected" ? ("rejected", $"{e.Actor.Name} said no{Remarks.Of(e, "note")}.") : ("answered-by-person", $"{e.Actor.Name} dealt with it otherwise{Remarks.Of(e, "note")}.");
        var ruling = ActionDecisions.Refused(action, new RuleRef(RuleKind.Ownership, e.Data.Text("handoff")!, config.Policy.Version), code, reason);
        return new Decision { Sentence = sentence, Rulings = [ruling] };
    }

    /// <summary>The event as the routing rules see it: a held result that a person let go on is its agent's result once more.</summary>
    public static Event AsRouted(CustomerState state, Event e) =>
        e.Type == EventTypes.HandoffResolved && e.Data.Text("outcome") is "approved" or "answered" && HandoffChanges.Find(state, e) is { Held: { } held } ? Result(e, held) : e;

    private static Decision GoesOn(CustomerState state, Event e, JsonElement held, string sentence, WorkspaceConfig config) => TaskDecisions.Onward(state, Result(e, held), config, sentence);

    // The held result goes on as if its agent had been sure, with the person's data in place of its output where some was given.
    private static Event Result(Event e, JsonElement held)
    {
        var members = held.EnumerateObject().ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);
        if (e.Data.Member("data") is { ValueKind: JsonValueKind.Object } output) members["output"] = output;
        members["confidence"] = JsonElement.Parse("1");
        return e with { Type = EventTypes.TaskFinished, Data = JsonSerializer.SerializeToElement(members, LogJson.Compact) };
    }
}

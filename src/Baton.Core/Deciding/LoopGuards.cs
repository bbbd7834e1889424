using System.Collections.Immutable;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Messages;
using Baton.Core.Policies;
using Baton.Core.Timeline;

namespace Baton.Core.Deciding;

/// <summary>Limits on how often work is given: a task too many is taken out of what was decided, and people are asked where the rule says so.</summary>
internal static class LoopGuards
{
    // Twice the largest limit, so that two chains of a customer do not push each other out.
    private const int MostNotes = LoopRule.Most * 2;

    public static Decision Guard(CustomerState state, Event e, Decision decision, WorkspaceConfig config)
    {
        if (config.Policy.Loops.IsEmpty || decision.Tasks is not [{ Task: var task }]) return decision;
        var facts = new Facts(e.Received, state, Event: e, Agent: config.Agent(task.Agent));
        foreach (var rule in config.Policy.Loops)
        {
            if (rule.Enabled && rule.When.Holds(facts) && Count(state, rule, task, e.Received) >= rule.Max) return Stopped(state, e, decision, rule, task, config);
        }

        return config.Policy.Loops.Any(rule => rule.Enabled) ? decision with { Noted = [new TaskNote(task.Agent, task.Root, e.Received)] } : decision;
    }

    /// <summary>The notes afterwards. When a person has dealt with agents that went round in a circle, counting begins anew.</summary>
    public static ImmutableArray<TaskNote> After(CustomerState state, Event e, Decision decision)
    {
        var notes = state.Given;
        if (e.Type == EventTypes.HandoffResolved && HandoffChanges.Find(state, e)?.Cause == HandoffCause.Loop) notes = [];
        if (decision.Noted.IsEmpty) return notes;
        var since = e.Received - LoopRule.Longest;
        if (!notes.IsEmpty && notes[0].At <= since) notes = notes.RemoveAll(note => note.At <= since);
        if (notes.Length >= MostNotes) notes = notes.RemoveRange(0, notes.Length - MostNotes + 1);
        return notes.AddRange(decision.Noted);
    }

    private static int Count(CustomerState state, LoopRule rule, OpenTask task, DateTimeOffset now)
    {
        var (since, count) = (now - rule.Per, 0);
        foreach (var note in state.Given)
        {
            if (note.At > since && (rule.Counts != LoopScope.Chain || note.Root == task.Root) && (rule.Counts != LoopScope.Agent || note.Agent == task.Agent)) count++;
        }

        return count;
    }

    private static Decision Stopped(CustomerState state, Event e, Decision decision, LoopRule rule, OpenTask task, WorkspaceConfig config)
    {
        var of = rule.Counts switch
        {
            LoopScope.Chain => "this chain",
            LoopScope.Customer => "this customer",
            _ => $"{task.Agent} about this customer",
        };
        var why = $"Stopped before {task.Agent} was called: {rule.Max} tasks of {of} within {Spans.Of(rule.Per)} (rule {rule.Id}).";
        var stopped = decision with { Tasks = [], Messages = [.. decision.Messages.Select(m => new MessageChange(m.Message, MessageStatus.Failed, m.Agent, Why: why))] };
        if (rule.Then != Verdict.Escalate) return stopped with { Sentence = $"{decision.Sentence} {why}" };
        if (state.Handoffs.FirstOrDefault(h => h.Rule == rule.Reference && (rule.Counts != LoopScope.Chain || h.Root == task.Root)) is { } open)
            return stopped with { Sentence = $"{decision.Sentence} {why} A person is asked already ({open.Id})." };
        var handoff = HandoffNotes.Open(state, e, config, HandoffCause.Loop, rule.Queue ?? config.Agent(task.Agent)?.Queue ?? "general", $"Agents work round in a circle; {task.Agent} would be next", why, Priority.High, decision.Handoffs.Length, rule: rule.Reference);
        return stopped with { Sentence = $"{decision.Sentence} {why} A person is asked.", Handoffs = decision.Handoffs.Add(handoff) };
    }
}

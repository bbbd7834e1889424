using System.Collections.Immutable;
using Baton.Core.Agents;
using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Timeline;

namespace Baton.Core.Arbitration;

/// <summary>Cooldowns: after an event, some actions wait for a time.</summary>
internal static class Cooldowns
{
    public static Finding Judge(Inquiry q, CooldownRule rule)
    {
        if (rule.Blocks.FirstMiss(q.Facts) is { } miss) return q.About(rule, miss);
        var finding = q.About(rule);
        if (LastStart(q.Customer, rule.Id, q.Proposal.Id) is not { } start) return finding with { Because = "Nothing has started it" };
        var until = start.At + rule.For;
        if (until <= q.Now) return finding with { Because = $"It ended {Spans.Ago(until, q.Now)}" };
        var who = q.Department.Length > 0 && !q.Proposal.IsPersons ? q.Department : q.Proposal.Agent;
        return finding with
        {
            Matched = true,
            Verdict = rule.Then,
            Until = until,
            Code = "cooldown",
            Act = start.What,
            Because = $"{start.What} {Spans.Ago(start.At, q.Now)}; {who} waits {Spans.Of(rule.For)} after that",
            Unlock = $"{Spans.Of(rule.For)} without it happening again, or approval by a person",
        };
    }

    /// <summary>What started a cooldown last: an event, or a contact that was allowed and not taken back.</summary>
    public static Mark? LastStart(CustomerState customer, string rule, string? except = null)
    {
        Mark? last = null;
        foreach (var mark in customer.Marks) if (mark.Rule == rule) last = mark;
        foreach (var action in customer.Actions)
        {
            if (!action.Counts || action.Starts.IsDefaultOrEmpty || !action.Starts.Contains(rule, StringComparer.Ordinal) || action.Proposal.Id == except || last is not null && action.Decided <= last.At) continue;
            last = new Mark(rule, action.Decided, action.Seq, $"{Occurrences.Capital(action.Department) ?? action.Proposal.Agent} contacted the customer");
        }

        return last;
    }

    /// <summary>The cooldowns that an event starts, in words.</summary>
    public static ImmutableArray<Mark> StartedBy(Event e, CustomerState customer, Policy policy, AgentDefinition? agent, DateTimeOffset now)
    {
        var rules = RulesStartedBy(e, customer, policy, agent, now);
        if (rules.IsEmpty) return [];
        var what = Occurrences.Of(e, agent?.Department);
        return [.. rules.Select(rule => new Mark(rule, e.Time, e.Seq, what))];
    }

    /// <summary>The cooldowns that an allowed contact starts: it counts as the event <c>contact.sent</c> of its agent.</summary>
    public static ImmutableArray<string> StartedBy(Proposal proposal, DateTimeOffset at, CustomerState customer, Policy policy, AgentDefinition? agent)
    {
        if (!proposal.IsContact || policy.Cooldowns.IsEmpty) return [];
        return RulesStartedBy(ContactEvents.Of(proposal, at, customer.Id, withData: policy.CooldownsReadData), customer, policy, agent, at);
    }

    private static ImmutableArray<string> RulesStartedBy(Event e, CustomerState customer, Policy policy, AgentDefinition? agent, DateTimeOffset now)
    {
        if (policy.Cooldowns.IsEmpty) return [];
        ImmutableArray<string>.Builder? rules = null;
        var own = e.Type.StartsWith(EventTypes.Reserved, StringComparison.Ordinal);
        var facts = new Facts(now, customer, Event: e, Agent: agent);
        foreach (var rule in policy.Cooldowns)
        {
            // As with routing: what an agent only asked for, or a timer rang for, is nothing that happened to the customer.
            if (rule.Enabled && (!own || rule.NamesOwnEvents) && rule.After.Holds(facts)) (rules ??= ImmutableArray.CreateBuilder<string>()).Add(rule.Id);
        }

        return rules?.ToImmutable() ?? [];
    }

    /// <summary>The contacts allowed before that start other cooldowns under the policy of now.</summary>
    public static ImmutableArray<Restart> Restarts(CustomerState customer, WorkspaceConfig config)
    {
        var restarts = ImmutableArray.CreateBuilder<Restart>();
        foreach (var action in customer.Actions)
        {
            if (action.IsPending) continue;
            var starts = StartedBy(action.Proposal, action.Decided, customer, config.Policy, config.Proposer(action.Proposal));
            if (!starts.SequenceEqual(action.Starts, StringComparer.Ordinal)) restarts.Add(new Restart(action.Proposal.Id, starts));
        }

        return restarts.ToImmutable();
    }
}

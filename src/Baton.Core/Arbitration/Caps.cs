using Baton.Core.Conditions;
using Baton.Core.Policies;
using Baton.Core.Timeline;

namespace Baton.Core.Arbitration;

/// <summary>Caps: at most so many in a window, counting what was done, what is reserved and what is pending.</summary>
internal static class Caps
{
    public static Finding Judge(Inquiry q, CapRule rule)
    {
        if (rule.Blocks.FirstMiss(q.Facts) is { } miss) return q.About(rule, miss);
        var (from, to) = rule.Per.Around(q.Now, q.Zone);
        var counted = Counted(q, rule, from, to ?? q.Now + rule.Per.Length);
        var finding = q.About(rule);
        if (counted.Count < rule.Max) return finding with { Because = $"{counted.Count} of {rule.Max} used" };

        // A rolling window has room again when the one that is over the limit leaves it; a calendar one when the next begins.
        counted.Sort();
        var until = to ?? counted[^rule.Max] + rule.Per.Length;
        return finding with
        {
            Matched = true,
            Verdict = rule.Then,
            Until = until,
            Code = "cap",
            Because = $"{counted.Count} of {rule.Max} {Window(rule.Per)} are used up",
            Unlock = $"waiting until {Spans.Moment(until)}",
        };
    }

    // When each counted action uses its slot: a done one when it was decided, a pending one when it comes due, now at the earliest.
    private static List<DateTimeOffset> Counted(Inquiry q, CapRule rule, DateTimeOffset from, DateTimeOffset to)
    {
        var times = new List<DateTimeOffset>();
        foreach (var action in q.Before())
        {
            var at = action.IsPending ? Later(action.Until, q.Now) : action.Decided;
            if (at > from && at < to && rule.Blocks.Holds(FactsOf(q, action))) times.Add(at);
        }

        return times;
    }

    private static DateTimeOffset Later(DateTimeOffset? until, DateTimeOffset now) => until > now ? until.Value : now;

    private static Facts FactsOf(Inquiry q, ActionRecord action) => new(q.Now, q.Customer, Action: action.Proposal, Agent: action.Proposal.Agent == q.Proposal.Agent
        ? q.Agent
        : new Agents.AgentDefinition { Name = action.Proposal.Agent, Department = action.Department ?? "" });

    private static string Window(CapWindow per) => per.Unit == CapWindow.Units.Rolling ? $"in {Spans.Of(per.Length)}" : $"this {per}";
}

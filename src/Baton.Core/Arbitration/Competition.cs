using Baton.Core.Timeline;

namespace Baton.Core.Arbitration;

/// <summary>When agents of two departments want to contact the same customer within a window, the one that stands earlier in the list wins.</summary>
internal static class Competition
{
    public static Finding Judge(Inquiry q)
    {
        var finding = new Finding(RuleKind.Precedence, "precedence");
        if (q.Policy.Precedence is not { } rule || !q.Proposal.IsContact || q.Proposal.IsPersons) return finding; // departments compete, people answer
        var rank = q.Policy.RankOf(q.Department);
        ActionRecord? winner = null;
        var since = q.Now - rule.Window;
        foreach (var action in q.Customer.Actions)
        {
            if (action.Asked <= since || winner is not null && action.Asked <= winner.Asked) continue;
            if (action.Proposal.IsContact && (action.Counts || action.IsPending) && q.Policy.RankOf(action.Department) < rank) winner = action;
        }

        if (winner is null) return finding with { Because = "No department that comes first asked lately" };
        var until = winner.Asked + rule.Window;
        return finding with
        {
            Matched = true,
            Verdict = rule.Loser,
            Until = until,
            Code = "precedence",
            Act = $"{Occurrences.Capital(winner.Department)} asked to contact the customer",
            Because = $"{Occurrences.Capital(winner.Department)} asked to contact the customer {Spans.Ago(winner.Asked, q.Now)} and comes before {(q.Department.Length > 0 ? q.Department : "an agent without department")}",
            Unlock = $"waiting until {Spans.Moment(until)}",
        };
    }
}

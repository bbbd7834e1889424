using Baton.Core.Arbitration;

namespace Baton.Core.Policies;

/// <summary>Reads limits on how often work is given.</summary>
internal static class LoopReader
{
    public static LoopRule Read(RuleJson json)
    {
        var (then, per) = (json.Verdict("then", Verdict.Escalate), json.Duration("per"));
        if (then == Verdict.Delay) json.Wrong("then", "Work that goes round in a circle would only go on later. Use escalate or suppress.");
        if (per > LoopRule.Longest) json.Wrong("per", "'per' must be a day at most, P1D: what agents did is remembered no longer.");
        return new LoopRule { Id = "", When = json.Condition("when"), Counts = json.Choice("counts", LoopScope.Chain), Max = json.Whole("max", 1, LoopRule.Most), Per = per, Then = then, Queue = json.Text("queue", max: 64) };
    }
}

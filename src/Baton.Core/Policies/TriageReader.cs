using Baton.Core.Agents;
using Baton.Core.Conditions;

namespace Baton.Core.Policies;

/// <summary>Reads rules on how urgent handoffs are.</summary>
internal static class TriageReader
{
    public static TriageRule Read(RuleJson json)
    {
        var priority = json.Member("priority") is null ? null : (Priority?)json.Choice("priority", Priority.Normal);
        var rule = new TriageRule { Id = "", When = json.Condition("when"), Priority = priority, Queue = json.Text("queue", max: 64), ClaimWithin = json.Member("claimWithin") is null ? null : json.Duration("claimWithin") };
        if (rule is { Priority: null, Queue: null, ClaimWithin: null }) json.Wrong("priority", "Say at least one of 'priority', 'queue' and 'claimWithin', or the rule changes nothing.");
        return rule;
    }
}

using System.Collections.Immutable;
using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Policies;

namespace Baton.Core.Arbitration;

/// <summary>Holds: while something is the case, some actions are blocked.</summary>
internal static class Holds
{
    public static Finding Judge(Inquiry q, HoldRule rule)
    {
        var miss = rule.While.FirstMiss(q.Facts) ?? rule.Blocks.FirstMiss(q.Facts);
        return miss is not null ? q.About(rule, miss) : q.About(rule) with
        {
            Matched = true,
            Verdict = rule.Then,
            Code = "hold",
            Act = rule.While.Sentence,
            Because = $"Hold {rule.Id}: {rule.While.Sentence}",
            Unlock = $"that it is no longer so that {rule.While.Sentence}",
        };
    }

    /// <summary>The holds in force on a customer, each with the time since when, keeping those that went on.</summary>
    public static ImmutableArray<HoldInForce> InForce(CustomerState customer, Policy policy, DateTimeOffset now)
    {
        if (policy.Holds.IsEmpty) return [];
        ImmutableArray<HoldInForce>.Builder? holds = null;
        var facts = new Facts(now, customer);
        foreach (var rule in policy.Holds)
        {
            if (!rule.Enabled || !rule.DecidesFor(customer.Id) || !rule.While.Holds(facts)) continue;
            (holds ??= ImmutableArray.CreateBuilder<HoldInForce>()).Add(customer.Holds.FirstOrDefault(h => h.Rule == rule.Id) ?? new HoldInForce(rule.Id, now));
        }

        return holds?.ToImmutable() ?? [];
    }
}

using Baton.Core.Customers;
using Baton.Core.Policies;

namespace Baton.Engine.Customers;

/// <summary>A hold or cooldown that blocks something for a customer now.</summary>
/// <param name="Rule">The rule, as <c>kind:id</c>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Since">When it began, UTC.</param>
/// <param name="Until">When it is over, UTC; null for a hold, which ends with its cause.</param>
/// <param name="Blocks">What it blocks, in words.</param>
/// <param name="Cause">What started it, in words.</param>
public sealed record ClockInForce(string Rule, string Name, DateTimeOffset Since, DateTimeOffset? Until, string Blocks, string Cause);

/// <summary>The clocks that run for a customer: every hold in force, and every cooldown that is not over.</summary>
public static class ClocksInForce
{
    /// <summary>Holds first, then cooldowns, the one that ends last first.</summary>
    public static IReadOnlyList<ClockInForce> Of(CustomerState customer, Policy policy, DateTimeOffset now) =>
        [.. Holds(customer, policy), .. Cooldowns(customer, policy, now).OrderByDescending(c => c.Until)];

    private static IEnumerable<ClockInForce> Holds(CustomerState customer, Policy policy) =>
        from hold in customer.Holds
        join rule in policy.Holds on hold.Rule equals rule.Id
        select new ClockInForce("hold:" + rule.Id, rule.Name ?? rule.Id, hold.Since, null, rule.Blocks.Sentence, rule.While.Sentence);

    private static IEnumerable<ClockInForce> Cooldowns(CustomerState customer, Policy policy, DateTimeOffset now)
    {
        foreach (var rule in policy.Cooldowns)
        {
            if (!rule.Enabled || rule.Mode == RuleMode.Shadow) continue;
            var starts = customer.Marks.Where(m => m.Rule == rule.Id).Select(m => (m.At, m.What))
                .Concat(customer.Actions.Where(a => a.Counts && a.Starts.Contains(rule.Id, StringComparer.Ordinal)).Select(a => (At: a.Decided, What: $"{a.Department ?? a.Proposal.Agent} contacted the customer")))
                .ToList();
            if (starts.Count > 0 && starts.MaxBy(s => s.At) is var last && last.At + rule.For > now)
                yield return new ClockInForce("cooldown:" + rule.Id, rule.Name ?? rule.Id, last.At, last.At + rule.For, rule.Blocks.Sentence, last.What);
        }
    }
}

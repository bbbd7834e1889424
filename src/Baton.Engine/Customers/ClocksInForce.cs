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
    public static IReadOnlyList<ClockInForce> Of(CustomerState customer, Policy policy, DateTimeOffset now)
    {
        var clocks = Core.Arbitration.Clocks.Of(customer, policy, now);
        return
        [
            .. clocks.Holds.Select(h => new ClockInForce("hold:" + h.Rule, NameOf(policy.Holds, h.Rule), h.Since, null, h.Blocks, h.While)),
            .. clocks.Cooldowns.OrderByDescending(c => c.Until).Select(c => new ClockInForce("cooldown:" + c.Rule, NameOf(policy.Cooldowns, c.Rule), c.Since, c.Until, c.Blocks, c.What)),
        ];
    }

    private static string NameOf(IEnumerable<Rule> rules, string id) => rules.First(r => r.Id == id).Name ?? id;
}

using System.Collections.Immutable;
using Baton.Core.Customers;
using Baton.Core.Policies;

namespace Baton.Core.Arbitration;

/// <summary>A hold in force on a customer.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Since">Since when, UTC.</param>
/// <param name="Blocks">What it blocks, in words.</param>
/// <param name="While">What keeps it in force, in words.</param>
public sealed record HoldClock(string Rule, DateTimeOffset Since, string Blocks, string While);

/// <summary>A cooldown that runs for a customer.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Until">Until when, UTC.</param>
/// <param name="Blocks">What it blocks, in words.</param>
/// <param name="Since">When what started it happened, UTC.</param>
/// <param name="What">What started it, in words.</param>
public sealed record CooldownClock(string Rule, DateTimeOffset Until, string Blocks, DateTimeOffset Since, string What);

/// <summary>What holds a customer's contacts back at one moment, apart from any single action.</summary>
/// <param name="Holds">Holds, in the policy's order.</param>
/// <param name="Cooldowns">Cooldowns, in the policy's order.</param>
public sealed record Clocks(ImmutableArray<HoldClock> Holds, ImmutableArray<CooldownClock> Cooldowns)
{
    /// <summary>The holds and cooldowns that run for a customer.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="policy">The rules; those in shadow for this customer are left out.</param>
    /// <param name="now">The moment, UTC.</param>
    public static Clocks Of(CustomerState customer, Policy policy, DateTimeOffset now) => new(
        [.. Arbitration.Holds.InForce(customer, policy, now).Select(h => InForce(h, policy.Holds.First(r => r.Id == h.Rule)))],
        [.. policy.Cooldowns.Where(r => r.Enabled && r.DecidesFor(customer.Id)).Select(r => Running(customer, r, now)).OfType<CooldownClock>()]);

    private static HoldClock InForce(HoldInForce hold, HoldRule rule) => new(rule.Id, hold.Since, rule.Blocks.Sentence, rule.While.Sentence);

    private static CooldownClock? Running(CustomerState customer, CooldownRule rule, DateTimeOffset now) =>
        Arbitration.Cooldowns.LastStart(customer, rule.Id) is { } start && start.At + rule.For is var until && until > now
            ? new CooldownClock(rule.Id, until, rule.Blocks.Sentence, start.At, start.What)
            : null;
}

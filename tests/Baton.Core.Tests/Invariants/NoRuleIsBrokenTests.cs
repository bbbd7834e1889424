namespace Baton.Core.Tests.Invariants;

/// <summary>Invariant 3: no two allowed actions break a cooldown, cap, hold or consent.</summary>
public sealed class NoRuleIsBrokenTests
{
    [Fact]
    public void No_allowed_action_breaks_a_rule() => Lives.All(life => Assert.Empty(new NaiveJudge(life).Breaches()));
}

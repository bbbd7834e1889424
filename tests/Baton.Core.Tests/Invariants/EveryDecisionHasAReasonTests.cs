using Baton.Core.Arbitration;
using Baton.Core.Policies;

namespace Baton.Core.Tests.Invariants;

/// <summary>Invariant 6: every decision names the rule and the facts that made it, in one plain sentence.</summary>
public sealed class EveryDecisionHasAReasonTests
{
    [Fact]
    public void Every_ruling_says_why_and_by_which_rule() => Lives.All(life => Assert.All(life.Story.Log, record =>
    {
        Assert.False(string.IsNullOrWhiteSpace(record.Decision.Sentence));
        foreach (var ruling in record.Decision.Rulings)
        {
            Assert.EndsWith(".", ruling.Reason, StringComparison.Ordinal);
            Assert.NotEmpty(ruling.ReasonCode);
            Assert.Equal(ruling.Verdict == Verdict.Allow, ruling.Rule is null);
            Assert.Equal(ruling.Verdict == Verdict.Delay, ruling.Until is not null);
            Assert.Equal(ruling.Verdict == Verdict.Escalate, ruling.Handoff is not null);
            Assert.Equal(ruling.Verdict == Verdict.Allow, ruling.PermitExpires is not null);
            if (ruling.Until is { } until) Assert.True(until > record.Event.Received);
        }
    }));

    [Fact]
    public void Every_enabled_rule_was_considered_and_the_deciding_one_matched() => Lives.All(life =>
    {
        foreach (var record in life.Story.Log)
        {
            foreach (var ruling in record.Decision.Rulings.Where(r => r.ReasonCode is not ("rejected" or "answered-by-person")))
            {
                var considered = ruling.Considered.Select(f => (f.Kind, f.Id)).ToList();
                Assert.All(life.RulesOf(record).Judging, rule => Assert.Contains(rule, considered));
                Assert.Equal([RuleKind.Permission, RuleKind.Consent, RuleKind.Ownership], considered.Take(3).Select(c => c.Kind));
                Assert.Equal(considered.Select(c => c.Kind).Order(), considered.Select(c => c.Kind));
                Assert.All(ruling.Considered, f => Assert.Equal(f.Matched, f.Verdict is not null));
                if (ruling.Rule is { } rule) Assert.Contains(ruling.Considered, f => f.Kind == rule.Kind && f.Id == rule.Id && f.Matched && f.Mode == RuleMode.Enforced && f.Verdict == ruling.Verdict);
                else Assert.DoesNotContain(ruling.Considered, f => f.Matched && f.Mode == RuleMode.Enforced);
            }
        }
    });
}

using Baton.Core.Arbitration;
using Baton.Core.Deciding;

namespace Baton.Core.Tests.Invariants;

/// <summary>The properties are worth only as much as the lives they are asked of: these must meet everything that can happen.</summary>
public sealed class LivesAreRichTests
{
    [Fact]
    public void The_lives_meet_every_verdict_reason_status_and_outcome()
    {
        var reasons = new Dictionary<string, int>();
        var statuses = new HashSet<ActionStatus>();
        var outcomes = new HashSet<EventOutcome>();
        var remarked = 0;
        Lives.All(life =>
        {
            foreach (var record in life.Story.Log)
            {
                foreach (var ruling in record.Decision.Rulings) reasons[ruling.ReasonCode] = reasons.GetValueOrDefault(ruling.ReasonCode) + 1;
                statuses.UnionWith(record.After.Actions.Select(a => a.Status));
                outcomes.Add(record.Decision.Outcome);
                if (record.Decision.Remarked?.Restarts.Length > 0) remarked++;
            }
        }, same: true);

        string[] wanted = ["allowed", "cooldown", "cap", "hold", "quiet-hours", "consent", "do-not-contact", "human-owns", "agent-unknown", "agent-paused", "approval", "guardrail", "precedence", "rejected", "answered-by-person"];
        Assert.All(wanted, reason => Assert.Contains(reason, reasons.Keys));
        Assert.All(Enum.GetValues<ActionStatus>().Except([ActionStatus.Suppressed, ActionStatus.Failed, ActionStatus.Abandoned]), status => Assert.Contains(status, statuses));
        Assert.All([EventOutcome.Handled, EventOutcome.Unrouted, EventOutcome.Quarantined], outcome => Assert.Contains(outcome, outcomes));
        Assert.True(remarked > 0);
    }
}

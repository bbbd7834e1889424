using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Handoffs;
using Baton.Core.Policies;
using Baton.Core.Tests.Conditions;

namespace Baton.Core.Tests.Deciding;

public sealed class QuarantineTests
{
    [Fact]
    public void An_event_on_which_deciding_went_wrong_is_kept_counted_and_shown_to_a_person()
    {
        var (decision, after) = Decider.Quarantine(CustomerState.New("c1"), Ask.Message("hello") with { Seq = 5, Root = 5 }, new WorkspaceConfig { Workspace = "default", Policy = PolicyReader.Read(PolicyReader.Beginning, 1) }, "Deciding on it went wrong");

        Assert.Equal((EventOutcome.Quarantined, "Deciding on it went wrong"), (decision.Outcome, decision.Fault));
        Assert.Equal("Could not be interpreted: Deciding on it went wrong", decision.Sentence);
        var handoff = Assert.Single(after.Handoffs);
        Assert.Equal((HandoffCause.Uninterpretable, 5, 5, 1), (handoff.Cause, handoff.Event, handoff.Root, after.Version));
    }
}

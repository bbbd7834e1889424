using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Events;

namespace Baton.Core.Tests.Invariants;

/// <summary>Invariant 2: everything ends, or waits for something that has a name.</summary>
public sealed class NothingIsLostTests
{
    [Fact]
    public void What_was_opened_and_not_ended_is_open_in_the_state_under_its_root() => Lives.All(life =>
    {
        var open = new Dictionary<string, long>();
        foreach (var record in life.Story.Log)
        {
            var e = record.Event;
            if ((e.Type == EventTypes.TaskFinished ? e.Data.Text("task") : e.Type == EventTypes.HandoffResolved ? e.Data.Text("handoff") : null) is { } ended) Assert.True(open.Remove(ended));
            if (e.Type == EventTypes.ActionAnswered) foreach (var handoff in record.Before.Handoffs.Where(h => h.Action == e.Data.Text("action"))) Assert.True(open.Remove(handoff.Id));
            foreach (var given in record.Decision.Tasks) open.Add(given.Task.Id, e.Root);
            foreach (var handoff in record.Decision.Handoffs) open.Add(handoff.Id, e.Root);
            foreach (var change in record.Decision.Changes) open.Remove(change.Action);
            foreach (var ruling in record.Decision.Rulings)
            {
                if (ruling.Verdict is Verdict.Delay or Verdict.Escalate) open.TryAdd(ruling.Action, e.Root);
                else open.Remove(ruling.Action);
            }
        }

        var state = life.Story.State;
        var named = state.Tasks.Select(t => (t.Id, t.Root)).Concat(state.Handoffs.Select(h => (h.Id, h.Root))).Concat(state.Actions.Where(a => a.IsPending).Select(a => (a.Proposal.Id, a.Root)));
        Assert.Equal(open.Select(o => (o.Key, o.Value)).Order(), named.Order());
    });

    [Fact]
    public void What_cannot_be_interpreted_comes_to_a_person_with_the_reason() => Lives.All(life => Assert.All(life.Story.Log.Where(r => r.Decision.Outcome == EventOutcome.Quarantined), record =>
    {
        Assert.False(string.IsNullOrEmpty(record.Decision.Fault));
        Assert.Equal(record.Event.Seq, Assert.Single(record.Decision.Handoffs).Root);
    }));

    [Fact]
    public void When_agents_and_people_do_their_part_everything_ends() => Lives.All(life => Assert.True(life.Settle()));
}

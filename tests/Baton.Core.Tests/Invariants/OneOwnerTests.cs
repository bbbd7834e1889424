using Baton.Core.Deciding;
using Baton.Core.Events;

namespace Baton.Core.Tests.Invariants;

/// <summary>Invariant 4: a handoff has at most one owner; everyone else is told who.</summary>
public sealed class OneOwnerTests
{
    [Fact]
    public void Nobody_takes_what_another_person_has() => Lives.All(life =>
    {
        var owners = new Dictionary<string, string?>();
        foreach (var e in life.Story.Log.Select(r => r.Event).Where(e => e.Type.StartsWith("baton.handoff.", StringComparison.Ordinal)))
        {
            var handoff = e.Data.Text("handoff")!;
            var owner = owners.GetValueOrDefault(handoff);
            if (e.Type == EventTypes.HandoffClaimed) Assert.Null(owner);
            else if (owner is not null) Assert.Equal(owner, e.Actor.Name);
            owners[handoff] = e.Type switch
            {
                EventTypes.HandoffClaimed => e.Actor.Name,
                EventTypes.HandoffTransferred => e.Data.Text("to"),
                _ => null,
            };
        }

        Assert.All(life.Story.State.Handoffs, h => Assert.Equal(owners.GetValueOrDefault(h.Id), h.Owner));
    });

    [Fact]
    public void Whoever_comes_too_late_is_told_who_has_it() => Lives.All(life => Assert.All(life.Refused.Where(r => r.Refusal.Kind == RefusalKind.Taken), refused =>
    {
        var handoff = Assert.Single(refused.Handoffs, h => refused.Event.Data.Text("handoff") is { } id ? h.Id == id : h.Action == refused.Event.Data.Text("action"));
        Assert.Equal(handoff.Owner, refused.Refusal.Owner);
        Assert.NotEqual(handoff.Owner, refused.Event.Actor.Name);
        Assert.Contains(handoff.Owner!, refused.Refusal.Detail, StringComparison.Ordinal);
    }));
}

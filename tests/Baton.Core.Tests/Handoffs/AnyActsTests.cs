using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Tests.Stories;
using Baton.Core.Timeline;

namespace Baton.Core.Tests.Handoffs;

/// <summary>What holds of the cases of a customer, whatever people do and whatever comes due.</summary>
public sealed class AnyActsTests
{
    [Fact]
    public void The_lives_meet_every_act_taken_and_refused()
    {
        var acts = new Dictionary<string, (int Taken, int Refused)>();
        HandoffLife.All(life =>
        {
            foreach (var (type, (taken, refused)) in life.Acts) acts[type] = (acts.GetValueOrDefault(type).Taken + taken, acts.GetValueOrDefault(type).Refused + refused);
        }, same: true);

        Assert.All(acts, act => Assert.True(act.Value is { Taken: > 0, Refused: > 0 }, $"{act.Key}: {act.Value}"));
        Assert.Equal(17, acts.Count);
    }

    [Fact]
    public void An_owner_loses_a_case_by_their_own_act_or_by_what_comes_due_and_to_a_supervisor_alone() => HandoffLife.All(life => Assert.All(life.Story.Log, record =>
    {
        foreach (var (before, after) in Pairs(record))
        {
            if (before.Owner is not { } owner || after?.Owner == owner) continue;
            var e = record.Event;
            Assert.True(e.Actor.Name == owner || e.Actor == Actor.Baton || e.Type == EventTypes.HandoffTakenOver, $"{e.Actor.Name} did {e.Type} to what {owner} has.");
        }
    }));

    [Fact]
    public void Whoever_is_refused_is_told_why_and_by_whom() => HandoffLife.All(life =>
    {
        foreach (var handoff in life.Story.State.Handoffs.Where(h => h.Owner is not null))
        {
            var refused = life.Story.Try(EventTypes.HandoffClaimed, new { handoff = handoff.Id }, Actor.Person("dan@x.test"));

            Assert.Equal((RefusalKind.Taken, handoff.Ending?.By ?? handoff.Owner), (refused!.Kind, refused.Owner));
            Assert.Contains(refused.Owner!, refused.Detail, StringComparison.Ordinal);
        }
    });

    [Fact]
    public void What_is_over_never_comes_back() => HandoffLife.All(life =>
    {
        var over = new HashSet<string>();
        foreach (var record in life.Story.Log)
        {
            Assert.DoesNotContain(record.After.Handoffs, h => over.Contains(h.Id));
            over.UnionWith(record.Before.Handoffs.Select(h => h.Id).Except(record.After.Handoffs.Select(h => h.Id)));
            Assert.Equal(record.After.HandoffsMade, over.Count + record.After.Handoffs.Length);
        }
    });

    [Fact]
    public void A_case_is_over_by_one_end_and_by_nothing_else() => HandoffLife.All(life => Assert.All(life.Story.Log, record =>
    {
        var over = Pairs(record).Where(p => p.After is null).Select(p => p.Before.Id).ToList();
        Assert.Equal(record.Event.Type == EventTypes.HandoffResolved ? [record.Event.Data.Text("handoff")!] : [], over);
    }));

    [Fact]
    public void A_merged_case_rests_in_an_open_one_that_rests_in_none_until_both_end_together() => HandoffLife.All(life => Assert.All(life.Story.Log, record =>
    {
        foreach (var part in record.After.Handoffs.Where(h => h.MergedInto is not null))
        {
            Assert.Null(Assert.Single(record.After.Handoffs, h => h.Id == part.MergedInto).MergedInto);
            Assert.Equal((null, null, null, null, null), (part.Owner, part.Offer, part.Passing, part.Snooze, part.Ending));
        }

        foreach (var (before, after) in Pairs(record).Where(p => p.Before.MergedInto is not null))
            if (after?.MergedInto is null) Assert.Equal((EventTypes.HandoffResolved, before.MergedInto), (record.Event.Type, record.Event.Data.Text("handoff")));
        if (record.Event.Data.Text("with") is { } with) Assert.DoesNotContain(record.Before.Handoffs, h => h.Id == with);
    }));

    [Fact]
    public void While_a_person_has_a_case_no_agent_holds_a_permit_to_contact() => HandoffLife.All(life => Assert.All(life.Story.Log.Where(r => r.After.Owned is not null), record =>
        Assert.DoesNotContain(record.After.Actions, a => a.Status == ActionStatus.Allowed && a.Proposal.IsContact)));

    [Fact]
    public void Before_a_case_is_over_nothing_that_waits_on_it_goes_on_and_then_it_does_once() => HandoffLife.All(life =>
    {
        var rulings = life.Story.Log.SelectMany(r => r.Decision.Rulings.Select(ruling => (r.Event, Ruling: ruling))).Where(r => r.Event.Type != EventTypes.ActionProposed && r.Event.Type != EventTypes.ActionLapsed).ToList();

        Assert.All(rulings, r => Assert.Equal(EventTypes.HandoffResolved, r.Event.Type));
        Assert.Equal(rulings.Count, rulings.Select(r => r.Ruling.Action).Distinct().Count());
        var ended = life.Story.Log.Where(r => r.Event.Type == EventTypes.HandoffResolved).Select(r => r.Before.Handoffs.Single(h => h.Id == r.Event.Data.Text("handoff")).Action).Where(a => a is not null);
        Assert.Equal(ended.Order(), rulings.Select(r => r.Ruling.Action).Order());
    });

    [Fact]
    public void Nothing_waits_for_ever_for_a_time_that_does_not_come() => HandoffLife.All(life =>
    {
        life.Wait(TimeSpan.FromDays(200));

        Assert.All(life.Story.State.Handoffs, h =>
        {
            Assert.Equal((null, null, null, null), (h.Offer, h.Passing, h.Snooze, h.Ending));
            Assert.True(h.Waits || h.Owner is not null || life.Story.State.Handoffs.Any(into => into.Id == h.MergedInto));
        });
    });

    [Fact]
    public void The_log_gives_the_same_cases_again_and_a_state_read_from_disk_goes_on_the_same() => HandoffLife.All(life =>
    {
        var state = CustomerState.New("c1");
        foreach (var record in life.Story.Log)
        {
            var (decision, after) = Decider.Decide(RoundTrip(record.Before), record.Event, record.Config, record.History);
            Assert.Equal(Write(record.Decision), Write(decision));
            Assert.Equal(Write(record.After), Write(after));
            state = Evolution.Evolve(state, record.Event, RoundTrip(record.Decision));
        }

        Assert.Equal(Write(life.Story.State), Write(state));
    });

    private static IEnumerable<(OpenHandoff Before, OpenHandoff? After)> Pairs(Recorded record) => record.Before.Handoffs.Select(h => (h, record.After.Handoffs.FirstOrDefault(a => a.Id == h.Id)));

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, LogJson.Compact);

    private static T RoundTrip<T>(T value) => JsonSerializer.Deserialize<T>(Write(value), LogJson.Compact)!;
}

using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Tests.Invariants;
using Baton.Core.Tests.Policies;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Arbitration;

public sealed class GateTests
{
    private const string Olga = "olga@example.com", Ben = "ben@example.com";

    private static Story Open()
    {
        var story = new Story(Documents.OfTheContract);
        story.Tell("message.received", new { text = "Please let me talk to a human", channel = "chat" });
        return story;
    }

    private static bool Matters(int what, int n) => what is 0 or 4 or 6 or 11 or 12 or 13 or 18 or 19;

    private static Refusal? Begin(Story story, string action, long? fence = null, bool? again = null) => story.Try(EventTypes.ActionBegun, new { action, fence, again }, Actor.Baton);

    [Fact]
    public void What_is_allowed_passes_once_and_counts_on()
    {
        var story = Open();
        story.Propose("care", purpose: "reply", id: "a");

        Assert.Null(Begin(story, "a", fence: 0));

        Assert.Equal(ActionStatus.Begun, story.Action("a")!.Status);
        Assert.True(story.Action("a")!.Counts);
        Assert.Equal(RefusalKind.Already, Begin(story, "a")!.Kind);
        Assert.Equal(RefusalKind.Stale, Begin(story, "a", fence: 3, again: true)!.Kind);
    }

    [Fact]
    public void A_claim_before_it_refuses_it_and_names_the_owner()
    {
        var story = Open();
        story.Propose("care", purpose: "reply", id: "a");
        story.Claim("c1-h1", Olga);

        var refusal = Begin(story, "a", fence: 0)!;

        Assert.Equal((RefusalKind.HumanOwns, Olga), (refusal.Kind, refusal.Owner));
        Assert.Equal(1, story.State.Fence);
        story.Release("c1-h1", Olga);
        Assert.Equal(RefusalKind.HumanOwns, Begin(story, "a", fence: 0)!.Kind);
        Assert.Equal(1, story.Propose("care", purpose: "reply", id: "b").Fence);
        Assert.Null(Begin(story, "b", fence: 1));
    }

    [Fact]
    public void A_claim_after_it_names_what_is_on_its_way_and_calls_nothing_back()
    {
        var story = Open();
        story.Propose("care", purpose: "reply", id: "a");
        Begin(story, "a");

        Assert.EndsWith("On its way already: contact.email by care", story.Claim("c1-h1", Olga).Sentence, StringComparison.Ordinal);

        Assert.Equal(ActionStatus.Begun, story.Action("a")!.Status);
        Assert.DoesNotContain("Breach", story.Report("a", "done").Sentence, StringComparison.Ordinal);
        Assert.Equal(ActionStatus.Done, story.Action("a")!.Status);
    }

    [Fact]
    public void What_was_broken_off_is_repeated_only_while_nobody_has_the_case_and_the_permit_holds()
    {
        var story = Open();
        story.Propose("care", purpose: "reply", id: "a");
        story.Propose("care", purpose: "reply", id: "b");
        Begin(story, "a");
        Begin(story, "b");

        Assert.Null(Begin(story, "a", again: true));
        story.Claim("c1-h1", Olga);
        Assert.Equal(RefusalKind.HumanOwns, Begin(story, "a", again: true)!.Kind);
        Assert.Null(story.Try(EventTypes.ActionLapsed, new { action = "a", why = "Olga has the case." }, Actor.Baton));
        Assert.Equal(ActionStatus.Unreported, story.Action("a")!.Status);
        story.Release("c1-h1", Olga);
        story.Wait(TimeSpan.FromMinutes(15));
        Assert.Equal(RefusalKind.HumanOwns, Begin(story, "b", again: true)!.Kind);
    }

    [Fact]
    public void An_old_permit_does_not_pass()
    {
        var story = Open();
        story.Propose("care", purpose: "reply", id: "a");
        story.Wait(TimeSpan.FromMinutes(15));

        Assert.Equal(RefusalKind.Expired, Begin(story, "a")!.Kind);
    }

    [Fact]
    public void What_is_no_contact_passes_although_a_person_has_the_case()
    {
        var story = Open();
        story.Propose("care", kind: "customer.update", purpose: null, id: "a");
        story.Claim("c1-h1", Olga);

        Assert.Null(Begin(story, "a"));
    }

    [Fact]
    public void A_transfer_to_a_person_is_a_fence_too_and_one_to_a_queue_is_none()
    {
        var story = Open();
        story.Claim("c1-h1", Olga);
        story.Tell(EventTypes.HandoffTransferred, new { handoff = "c1-h1", to = Ben }, Actor.Person(Olga));
        Assert.Equal(2, story.State.Fence);
        story.Tell(EventTypes.HandoffTransferred, new { handoff = "c1-h1", queue = "finance" }, Actor.Person(Ben));
        Assert.Equal(2, story.State.Fence);
    }

    /// <summary>Whatever happens in a life, no agent's contact passes the gate while a person has the case, nor with a permit from before somebody took it.</summary>
    [Fact]
    public void No_contact_of_an_agent_passes_behind_a_persons_back() => Lives.All(Matters, life =>
    {
        var (fence, allowedAt) = (0L, new Dictionary<string, long>());
        foreach (var record in life.Story.Log)
        {
            if (record.Event.Type == EventTypes.ActionBegun && record.Before.Actions.First(a => a.Proposal.Id == record.Event.Data.Text("action")) is { Proposal: { IsContact: true, IsPersons: false } } begun)
            {
                Assert.Null(record.Before.Owned);
                Assert.Equal(fence, allowedAt[begun.Proposal.Id]);
            }

            var taken = record.After.Handoffs.Count(h => h.Owner is not null && record.Before.Handoffs.FirstOrDefault(b => b.Id == h.Id)?.Owner != h.Owner);
            fence += taken;
            Assert.Equal(fence, record.After.Fence);
            foreach (var ruling in record.Decision.Rulings.Where(r => r.Verdict == Verdict.Allow)) allowedAt[ruling.Action] = fence;
        }
    });

    [Fact]
    public void Lives_pass_the_gate_and_are_refused_at_it()
    {
        var (passed, refused) = (0, 0);
        Lives.All(Matters, life =>
        {
            passed += life.Story.Log.Count(r => r.Event.Type == EventTypes.ActionBegun);
            refused += life.Refused.Count(r => r is { Event.Type: EventTypes.ActionBegun, Refusal.Kind: RefusalKind.HumanOwns });
        }, same: true);
        Assert.True(passed > 50 && refused > 10, $"{passed} passed, {refused} were refused");
    }
}

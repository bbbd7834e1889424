using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Tests.Invariants;
using Baton.Core.Tests.Policies;
using Baton.Core.Tests.Stories;
using Baton.Core.Tests.Timeline;
using Baton.Core.Trying;

namespace Baton.Core.Tests.Trying;

/// <summary>A trial is the decision itself, and its reasons agree with it.</summary>
public sealed class TrialTests
{
    [Fact]
    public void Whatever_happens_under_whatever_policy_it_decides_what_was_decided_and_gives_every_rules_reason() => Lives.All(life =>
    {
        foreach (var record in life.Story.Log)
        {
            var trial = Trial.Of(record.Before, record.Event, record.Config, record.History);

            Assert.Equal(Json.Of(record.Decision), Json.Of(trial.Decision));
            Assert.All(trial.Considered, rule => Agrees(rule, trial));
            if (record.Ruling is not { Considered.Length: > 0 } ruling) continue;
            Assert.Equal(Judging(record.Config.Policy.Rules.Where(r => r is not RoutingRule).Select(r => (r.Kind, r.Id))), Judging(trial.Considered.Select(r => (r.Kind, r.Id))));
            Assert.Equal(ruling.Rule?.ToString(), trial.Decider?.Reference);
        }
    });

    [Fact]
    public void The_rule_that_decided_and_the_part_that_failed_of_every_other_one_are_named()
    {
        var story = new Story(Documents.OfTheContract);
        story.Tell("case.opened", new { @case = "1" });
        story.Tell("case.resolved", new { @case = "1" });
        story.Wait(TimeSpan.FromHours(2));

        var trial = Trial.Of(story.State, Asking(story, "outreach"), story.Config);

        Assert.Equal(("cooldown:after-support", "Support closed a case 2 h ago; sales waits 48 h after that."), (trial.Decider!.Reference, trial.Reason));
        Assert.All(trial.Decider.Conditions, condition => Assert.True(condition.Whole.Holds));
        Assert.Equal(["action.kind", "action.data.amount"], Failed(trial, "approval:big-refund").Select(part => part.Field));
        Assert.Equal("customer.openHandoffs was 0.", Of(trial, "hold:escalation").Why);
        Assert.Equal("0 of 3 used.", Of(trial, "cap:weekly").Why);
        Assert.Empty(Failed(trial, "cap:weekly"));
        Assert.Equal("Nobody has taken over a case of this customer.", trial.Considered.Single(r => r.Kind == RuleKind.Ownership).Why);
    }

    [Fact]
    public void When_the_clock_is_moved_on_the_cooldown_is_over_and_the_night_begins()
    {
        var story = new Story(Documents.OfTheContract);
        story.Tell("case.resolved", new { @case = "1" });

        Assert.Equal(Verdict.Allow, Trial.Of(story.State, Asking(story, "outreach", TimeSpan.FromHours(48)), story.Config).Ruling!.Verdict);
        Assert.Equal("quietHours:night", Trial.Of(story.State, Asking(story, "outreach", TimeSpan.FromHours(58)), story.Config).Decider!.Reference);
    }

    [Fact]
    public void A_milder_rule_that_applied_as_well_says_which_one_is_stricter()
    {
        var story = new Story(Documents.OfTheContract);
        story.Tell("case.resolved", new { @case = "1" });
        story.Tell("message.received", new { text = "I want to talk to a human" });

        var trial = Trial.Of(story.State, Asking(story, "outreach"), story.Config);

        Assert.Equal("hold:escalation", trial.Decider!.Reference);
        Assert.Equal(RuleRole.Outdone, Of(trial, "cooldown:after-support").Role);
        Assert.StartsWith("It says delay until Sun 22 Nov 12:00 UTC, but suppress is stricter: Support closed a case just now", Of(trial, "cooldown:after-support").Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_that_are_off_or_only_watch_are_told_apart()
    {
        var story = new Story($$"""{ "caps": [ { "id": "off", "enabled": false, "blocks": {{Documents.Contacts}}, "max": 1, "per": "day" }, { "id": "watching", "mode": "shadow", "blocks": {{Documents.Contacts}}, "max": 1, "per": "P7D" } ] }""");
        story.Propose("outreach");

        var trial = Trial.Of(story.State, Asking(story, "outreach"), story.Config);

        Assert.Equal(Verdict.Allow, trial.Ruling!.Verdict);
        Assert.Equal((RuleRole.Off, RuleRole.Watched), (Of(trial, "cap:off").Role, Of(trial, "cap:watching").Role));
        Assert.StartsWith("It only watches; it would have said delay until", Of(trial, "cap:watching").Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_an_event_the_first_rule_that_fits_decides_and_the_later_one_says_so()
    {
        var story = new Story("""
            { "routing": [ { "id": "sms", "when": { "field": "event.data.channel", "op": "eq", "value": "sms" }, "to": { "agent": "care" } },
                           { "id": "all", "when": { "field": "event.type", "op": "eq", "value": "message.received" }, "to": { "agent": "care" } },
                           { "id": "late", "when": { "field": "event.text", "op": "exists" }, "to": { "queue": "general" } } ] }
            """);

        var trial = Trial.Of(story.State, Message(story, "Where is my parcel?"), story.Config);

        Assert.Equal("routing:all", trial.Decider!.Reference);
        Assert.Equal("event.data.channel was mail.", Of(trial, "routing:sms").Why);
        Assert.Equal("It fits too, but all stands before it.", Of(trial, "routing:late").Why);
    }

    [Fact]
    public void A_wish_for_a_person_comes_before_every_rule_and_the_rules_say_so()
    {
        var story = new Story("""{ "routing": [ { "id": "all", "when": { "field": "event.type", "op": "eq", "value": "message.received" }, "to": { "agent": "care" } } ] }""");

        var trial = Trial.Of(story.State, Message(story, "Let me talk to a human"), story.Config);

        Assert.Null(trial.Decider);
        Assert.StartsWith("It fits, but something comes before the rules: The customer asks for a person", Of(trial, "routing:all").Why, StringComparison.Ordinal);
    }

    // What a rule's parts say is what the judge or the router said of it.
    private static void Agrees(TriedRule rule, Trial trial)
    {
        Assert.NotEmpty(rule.Why);
        Assert.NotEmpty(rule.Sentence);
        if (rule.Matched) Assert.All(rule.Conditions, condition => Assert.True(condition.Whole.Holds));
        if (rule.Role == RuleRole.Decided) Assert.True(rule.Matched);
        var asked = trial.Ruling?.Considered.FirstOrDefault(f => f.Kind == rule.Kind && f.Id == rule.Id);
        if (asked is not null) Assert.Equal((asked.Matched, asked.Verdict, asked.Until), (rule.Matched, rule.Verdict, rule.Until));
    }

    private static IEnumerable<(RuleKind Kind, string Id)> Judging(IEnumerable<(RuleKind Kind, string Id)> rules) =>
        rules.Where(r => r.Kind is not (RuleKind.Permission or RuleKind.Consent or RuleKind.Ownership or RuleKind.Precedence)).Order();

    private static TriedRule Of(Trial trial, string reference) => trial.Considered.Single(rule => rule.Reference == reference);

    private static IReadOnlyList<ConditionPart> Failed(Trial trial, string reference) => [.. Of(trial, reference).Conditions.SelectMany(c => Leaves(c.Whole)).Where(part => part.Fails)];

    private static IEnumerable<ConditionPart> Leaves(ConditionPart part) => part.Kind == PartKind.One ? [part] : part.Parts.SelectMany(Leaves);

    private static Event Asking(Story story, string agent, TimeSpan later = default) => new()
    {
        Source = "baton/actions",
        Id = "try",
        Type = EventTypes.ActionProposed,
        Customer = story.State.Id,
        Time = story.Now + later,
        Received = story.Now + later,
        Actor = Actor.Agent(agent),
        Data = ProposalJson.Write(new Proposal { Id = "try", Agent = agent, Kind = "contact.email", Purpose = "promotion" }),
    };

    private static Event Message(Story story, string text) => new()
    {
        Source = "mail", Id = "try", Type = EventTypes.MessageReceived, Customer = story.State.Id, Time = story.Now, Received = story.Now, Actor = Actor.Channel("mail"), Data = Story.Json(new { text, channel = "mail" }),
    };
}

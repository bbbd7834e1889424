using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Tests.Policies;
using Baton.Core.Tests.Stories;
using Baton.Core.Tests.Timeline;

namespace Baton.Core.Tests.Arbitration;

/// <summary>A person lets a suppressed action through after all, for a time.</summary>
public sealed class RestorationTests
{
    private const string OneAWeek = $$"""{ "caps": [ { "id": "one", "blocks": {{Documents.Contacts}}, "max": 1, "per": "P7D", "then": "suppress" } ], "guardrails": [ { "id": "secret", "when": { "field": "action.text", "op": "contains", "value": "secret" }, "then": "suppress" } ], "consent": { "doNotContact": "escalate" } }""";

    [Fact]
    public void It_is_allowed_until_then_counts_and_says_who_let_it_through()
    {
        var story = Suppressed();

        var ruling = Restore(story);

        Assert.Equal((Verdict.Allow, story.Now.AddHours(4)), (ruling.Verdict, ruling.PermitExpires));
        Assert.Equal("olga@x.test let it through after all, until Fri 20 Nov 16:00 UTC: They asked for it.", ruling.Reason);
        Assert.Equal((ActionStatus.Allowed, true), (story.Action("a2")!.Status, story.Action("a2")!.Approved));
        Assert.Contains("a person let it through all the same", ruling.Considered.Single(f => f.Kind == RuleKind.Cap).Because, StringComparison.Ordinal);
        Assert.Equal(2, story.State.Actions.Count(a => a.Counts));
    }

    [Fact]
    public void What_is_recorded_folds_to_the_same_state()
    {
        var story = Suppressed();
        Restore(story);

        var state = CustomerState.New("c1");
        foreach (var record in story.Log) state = Evolution.Evolve(state, record.Event, System.Text.Json.JsonSerializer.Deserialize<Decision>(Json.Of(record.Decision), Core.Timeline.LogJson.Compact)!);

        Assert.Equal(Json.Of(story.State), Json.Of(state));
    }

    [Fact]
    public void What_is_not_suppressed_any_more_cannot_be_let_through_again()
    {
        var story = Suppressed();
        Restore(story);

        Assert.Equal(RefusalKind.Already, Try(story)!.Kind);
    }

    [Theory]
    [InlineData("consent", "do-not-contact")]
    [InlineData("person", "human-owns")]
    [InlineData("guardrail", "guardrail")]
    [InlineData("agent", "agent-paused")]
    public void What_protects_the_customer_stands_above_anybodys_word(string what, string code)
    {
        var story = Suppressed(text: what == "guardrail" ? "a secret" : null);
        if (what == "consent") story.Tell("consent.changed", new { doNotContact = true });
        if (what == "agent") story.Define(Story.Agent("outreach", "sales") with { Paused = true });
        if (what == "person")
        {
            story.Tell("message.received", new { text = "Let me talk to a human" });
            story.Claim(story.Handoff.Id, "ana@x.test");
        }

        var ruling = Restore(story);

        Assert.Equal((Verdict.Suppress, code), (ruling.Verdict, ruling.ReasonCode));
        Assert.Null(story.Action("a2"));
        Assert.StartsWith("olga@x.test let it through after all, until Fri 20 Nov 16:00 UTC: They asked for it, but it may not be.", story.Log[^1].Decision.Sentence, StringComparison.Ordinal);
    }

    private static Story Suppressed(string? text = null)
    {
        var story = new Story(OneAWeek);
        story.Propose("outreach", id: "a1");
        Assert.Equal(Verdict.Suppress, story.Propose("outreach", text: text, id: "a2").Verdict);
        return story;
    }

    private static Ruling Restore(Story story)
    {
        Assert.Null(Try(story));
        return story.Log[^1].Decision.Rulings[0];
    }

    private static Refusal? Try(Story story)
    {
        var asked = story.Log.First(r => r.Event.Id == "a2").Event;
        return story.Try(EventTypes.ActionRestored, Payload.Of(json =>
        {
            json.WriteString("action", "a2");
            json.WriteString("until", story.Now.AddHours(4));
            json.WriteString("note", "They asked for it.");
            json.WriteNumber("seq", asked.Seq);
            json.WriteString("asked", asked.Received);
            ProposalJson.Write(json, ProposalJson.Read(asked));
        }), Actor.Person("olga@x.test"));
    }
}

using Baton.Core.Arbitration;
using Baton.Core.Tests.Policies;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Arbitration;

public sealed class GuardrailTests
{
    [Theory]
    [InlineData("Your card 4111 1111 1111 1111 is charged", true)]
    [InlineData("Card 4111-1111-1111-1111.", true)]
    [InlineData("Order 4711 of 2026-11-20", false)]
    public void A_card_number_in_the_text_comes_before_a_person(string text, bool found)
    {
        var story = new Story(Documents.OfTheContract);

        var ruling = story.Propose("care", purpose: "support", text: text);

        Assert.Equal(found ? (Verdict.Escalate, "compliance") : (Verdict.Allow, null), (ruling.Verdict, ruling.Queue));
        if (found) Assert.Equal((ruling.Handoff, "compliance", "guardrail:no-card-numbers"), (story.Handoff.Id, story.Handoff.Queue, story.Handoff.Rule));
    }

    [Theory]
    [InlineData(100, Verdict.Allow)]
    [InlineData(100.01, Verdict.Escalate)]
    public void A_large_refund_needs_approval(double amount, Verdict verdict)
    {
        var story = new Story(Documents.OfTheContract);

        var ruling = story.Propose("care", "refund", purpose: null, data: new { amount });

        Assert.Equal(verdict, ruling.Verdict);
        if (verdict == Verdict.Escalate) Assert.Equal(("approval", "finance", "May care do refund of 100.01?"), (ruling.ReasonCode, ruling.Queue, story.Handoff.Title));
    }

    [Fact]
    public void A_guardrail_that_suppresses_asks_nobody()
    {
        var story = new Story(Documents.With("guardrails", """{ "id": "no-legal", "when": { "field": "action.text", "op": "containsAny", "value": ["lawsuit"] }, "then": "suppress" }"""));

        Assert.Equal((Verdict.Suppress, "guardrail"), (story.Propose("care", text: "A lawsuit!") is var r ? r.Verdict : default, story.Log[^1].Ruling!.ReasonCode));
        Assert.Empty(story.State.Handoffs);
    }

    [Fact]
    public void An_escalation_without_a_queue_goes_to_the_agents_own()
    {
        var story = new Story(Documents.With("guardrails", """{ "id": "g", "when": { "field": "action.text", "op": "exists" } }"""));
        story.Define(Story.Agent("care", "support") with { Queue = "second-level" });

        Assert.Equal("second-level", story.Propose("care", text: "x").Queue);
    }
}

using Baton.Core.Arbitration;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Arbitration;

public sealed class ConsentTests
{
    [Theory]
    [InlineData("promotion", "contact.email", Verdict.Suppress, "The customer has not agreed to promotion.")]
    [InlineData("support", "contact.email", Verdict.Allow, "Nothing stands against it.")]
    [InlineData("support", "contact.sms", Verdict.Suppress, "The customer has not agreed to sms.")]
    [InlineData("promotion", "refund", Verdict.Allow, "Nothing stands against it.")]
    [InlineData("Promotion", "contact.EMAIL", Verdict.Suppress, "The customer has not agreed to Promotion.")]
    public void A_withdrawn_consent_stands_against_its_purpose_or_channel(string purpose, string kind, Verdict verdict, string reason)
    {
        var story = new Story();
        story.Tell("consent.changed", new { purpose = "promotion", granted = false });
        story.Tell("consent.changed", new { channel = "sms", granted = false });

        var ruling = story.Propose("outreach", kind, purpose);

        Assert.Equal((verdict, reason), (ruling.Verdict, ruling.Reason));
        if (verdict == Verdict.Suppress) Assert.Equal(("consent", RuleKind.Consent), (ruling.ReasonCode, ruling.Rule!.Kind));
    }

    [Fact]
    public void Consent_given_again_opens_the_way()
    {
        var story = new Story();
        story.Tell("consent.changed", new { purpose = "promotion", granted = false });
        story.Tell("consent.changed", new { purpose = "promotion", granted = true });

        Assert.Equal(Verdict.Allow, story.Propose("outreach").Verdict);
    }

    [Theory]
    [InlineData("contact.email", Verdict.Suppress)]
    [InlineData("contact", Verdict.Suppress)]
    [InlineData("contact.phone", Verdict.Suppress)]
    [InlineData("refund", Verdict.Allow)]
    [InlineData("contacts.merge", Verdict.Allow)]
    public void DoNotContact_stands_against_every_contact_and_nothing_else(string kind, Verdict verdict)
    {
        var story = new Story();
        story.Tell("consent.changed", new { doNotContact = true });

        Assert.Equal(verdict, story.Propose("care", kind, "support").Verdict);
    }

    [Fact]
    public void DoNotContact_can_also_be_an_attribute()
    {
        var story = new Story();
        story.Tell("customer.updated", new { attributes = new { doNotContact = true } });

        Assert.Equal("do-not-contact", story.Propose("outreach").ReasonCode);
    }

    [Fact]
    public void DoNotContact_gives_the_policys_verdict_even_when_another_rule_is_stricter()
    {
        var story = new Story("""{ "consent": { "doNotContact": "escalate" }, "guardrails": [ { "id": "never", "when": { "field": "action.kind", "op": "exists" }, "then": "suppress" } ] }""");
        story.Tell("consent.changed", new { doNotContact = true });

        var ruling = story.Propose("outreach");

        Assert.Equal((Verdict.Escalate, "do-not-contact"), (ruling.Verdict, ruling.ReasonCode));
    }

    [Fact]
    public void A_person_may_say_yes_when_the_policy_asks_a_person()
    {
        var story = new Story("""{ "consent": { "doNotContact": "escalate" } }""");
        story.Tell("consent.changed", new { doNotContact = true });
        story.Propose("outreach", id: "a");

        story.Resolve(story.Handoff.Id, "ana@example.com", "approved");

        Assert.Equal(ActionStatus.Allowed, story.Action("a")!.Status);
        Assert.Empty(story.State.Handoffs);
    }
}

using Baton.Core.Arbitration;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Arbitration;

public sealed class CompetitionTests
{
    private static Story Competing(string loser = "delay")
    {
        var story = new Story($$"""{ "departments": ["support", "sales", "marketing"], "precedence": { "window": "PT15M", "loser": "{{loser}}" } }""");
        story.Define(Story.Agent("care", "support"), Story.Agent("outreach", "sales"), Story.Agent("promo", "marketing"), Story.Agent("legal", "legal"), Story.Agent("audit", "audit"));
        return story;
    }

    [Fact]
    public void The_department_that_comes_later_waits_until_the_window_is_over()
    {
        var story = Competing();
        story.Propose("care");
        var asked = story.Now;
        story.Wait(TimeSpan.FromMinutes(5));

        var ruling = story.Propose("promo", id: "p");

        Assert.Equal((Verdict.Delay, asked.AddMinutes(15), "precedence"), (ruling.Verdict, ruling.Until, ruling.ReasonCode));
        Assert.Equal("Support asked to contact the customer 5 min ago and comes before marketing.", ruling.Reason);
        story.Now = asked.AddMinutes(15);
        Assert.Equal(Verdict.Allow, story.Due("p").Verdict);
    }

    [Theory]
    [InlineData("promo", "care", Verdict.Allow)]
    [InlineData("care", "care", Verdict.Allow)]
    [InlineData("care", "outreach", Verdict.Delay)]
    [InlineData("promo", "legal", Verdict.Delay)]
    [InlineData("legal", "audit", Verdict.Allow)]
    public void Who_stands_earlier_in_the_list_wins(string first, string second, Verdict verdict)
    {
        var story = Competing();
        story.Propose(first, id: "1");

        Assert.Equal(verdict, story.Propose(second, id: "2").Verdict);
    }

    [Fact]
    public void Even_an_action_that_still_waits_competes()
    {
        var story = new Story("""{ "departments": ["support", "sales"], "precedence": { "window": "PT15M", "loser": "suppress" }, "approvals": [ { "id": "a", "when": { "field": "action.text", "op": "exists" } } ] }""");
        story.Propose("care", text: "x");

        Assert.Equal((Verdict.Suppress, "precedence"), (story.Propose("outreach").Verdict, story.Log[^1].Ruling!.ReasonCode));
    }

    [Theory]
    [InlineData("refund", "contact.email")]
    [InlineData("contact.email", "refund")]
    public void Only_contacts_compete(string first, string second)
    {
        var story = Competing();
        story.Propose("care", first, id: "1");

        Assert.Equal(Verdict.Allow, story.Propose("promo", second, id: "2").Verdict);
    }

    [Fact]
    public void A_suppressed_action_does_not_compete()
    {
        var story = Competing();
        story.Tell("consent.changed", new { channel = "sms", granted = false });
        story.Propose("care", "contact.sms", id: "1");

        Assert.Equal(Verdict.Allow, story.Propose("promo", id: "2").Verdict);
    }
}

using Baton.Core.Policies;
using Baton.Web.Policies;
using Bunit;

namespace Baton.Web.Tests.Policies;

public sealed class RuleCardTests : BunitContext
{
    private const string Cap = """{ "id": "weekly", "blocks": { "field": "action.kind", "op": "startsWith", "value": "contact." }, "max": 3, "per": "week" """;

    [Fact]
    public void Shows_its_sentence_and_leads_to_what_it_decided()
    {
        var card = Card("", [0, 12, 1_229]);

        Assert.Equal("The customer is contacted at most 3 times a week; the rest waits.", card.Find(".says > p").TextContent);
        Assert.Equal("Enforced", card.Find(".mode").TextContent);
        Assert.Equal("decided 1,241 times in 7 d", card.Find(".use a").TextContent);
        Assert.Equal("/timeline?rule=cap%3Aweekly", card.Find(".use a").GetAttribute("href"));
    }

    [Fact]
    public void Says_once_for_once() => Assert.Equal("decided once in 7 d", Card("", [0, 1]).Find(".use a").TextContent);

    [Fact]
    public void A_rule_that_never_decided_says_so() => Assert.Equal("not once in 7 d", Card("", null).Find(".use").TextContent.Trim());

    [Theory]
    [InlineData(""", "mode": "shadow" """, "Shadow")]
    [InlineData(""", "enabled": false """, "Off")]
    [InlineData(""", "mode": "canary", "share": 10 """, "Canary 10 %")]
    public void A_rule_that_cannot_decide_is_not_blamed_for_it(string member, string mode)
    {
        var card = Card(member, null);

        Assert.Equal(mode, card.Find(".mode").TextContent);
        Assert.Equal("", card.Find(".use").TextContent.Trim());
    }

    [Fact]
    public void A_change_shows_what_was_said_before_and_what_is_said_now()
    {
        var changes = Render<ChangeList>(list => list.Add(l => l.Changes, [new(PolicyChangeKind.Changed, "cap:weekly", "At most 3.", "At most 2.")]));

        Assert.Equal("Before: At most 3.", changes.Find("li.changed .before").TextContent);
        Assert.Equal("Now: At most 2.", changes.Find("li.changed .after").TextContent);
    }

    private IRenderedComponent<RuleCard> Card(string member, IReadOnlyList<double>? uses)
    {
        var rule = Assert.Single(PolicyReader.Read($$"""{ "caps": [ {{Cap}}{{member}} } ] }""", 1).Rules);
        return Render<RuleCard>(card => card.Add(c => c.Rule, rule).Add(c => c.Uses, uses));
    }
}

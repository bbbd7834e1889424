using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Baton.Web.Frame.Look;
using Baton.Web.Timeline;
using static Baton.Web.Tests.Timeline.Entries;

namespace Baton.Web.Tests.Timeline;

public sealed class WhyViewTests
{
    private const string Document = """
        { "departments": ["support", "sales"],
          "cooldowns": [{ "id": "after-support", "after": { "field": "event.type", "op": "startsWith", "value": "case." }, "blocks": { "field": "agent.department", "op": "eq", "value": "sales" }, "for": "PT48H", "then": "delay" }],
          "holds": [{ "id": "vip", "while": { "field": "customer.tier", "op": "eq", "value": "vip" }, "blocks": { "field": "action.kind", "op": "startsWith", "value": "contact." } }],
          "caps": [{ "id": "one", "mode": "shadow", "blocks": { "field": "action.kind", "op": "startsWith", "value": "contact." }, "max": 1, "per": "P7D", "then": "suppress" }] }
        """;

    private static readonly Policy Policy = PolicyReader.Read(Document, 7);

    [Fact]
    public void The_rule_that_decided_is_told_as_a_sentence_with_its_version()
    {
        var why = WhyView.Of(Story(Asked()));

        Assert.Equal(MarkKind.Delay, why.Mark);
        Assert.Equal(Noon.AddHours(45), why.Until);
        Assert.Equal(Policy.Cooldowns[0].Sentence, why.RuleSentence);
        Assert.Equal("cooldown · after-support", why.RuleName);
        Assert.Equal(7, why.Policy);
        Assert.Contains("48 h", why.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_other_rule_considered_is_there_with_the_part_that_failed()
    {
        var why = WhyView.Of(Story(Asked()));

        Assert.DoesNotContain(why.Considered, c => c.Name == "cooldown · after-support");
        var hold = Assert.Single(why.Considered, c => c.Name == "hold · vip");
        Assert.Equal("did not apply", hold.Said);
        Assert.Equal("customer.tier is not known", hold.Because);
        Assert.Null(hold.Mark);
    }

    [Fact]
    public void What_a_shadow_would_have_said_is_told_as_such()
    {
        var before = new ActionRecord { Proposal = Proposal("earlier"), Status = ActionStatus.Done, Asked = Noon.AddHours(-9), Decided = Noon.AddHours(-9) };

        var cap = Assert.Single(WhyView.Of(Story(Asked(before))).Considered, c => c.Name == "cap · one");

        Assert.True(cap.IsShadow);
        Assert.Equal("would have said suppress", cap.Said);
        Assert.Equal(MarkKind.Suppress, cap.Mark);
    }

    [Fact]
    public void Without_a_verdict_the_sentence_of_the_event_is_the_answer()
    {
        var why = WhyView.Of(new EventStory(Entry(3), Row, Event, new Decision { Sentence = "Support closed a case." }, Policy, [Entry(3)]));

        Assert.Equal("This is event 3.", why.Sentence);
        Assert.Null(why.Mark);
        Assert.Empty(why.Considered);
    }

    private static Ruling Asked(params ActionRecord[] before) => Judge.Rule(
        CustomerState.New("cus_1") with { Marks = [new Mark("after-support", Noon.AddHours(-3), 1, "Support closed a case")], Actions = [.. before] },
        Proposal("a1"), new AgentDefinition { Name = "outreach", Department = "sales" }, Policy, Noon);

    private static Proposal Proposal(string id) => new() { Id = id, Agent = "outreach", Kind = "contact.email", Purpose = "promotion" };

    private static EventStory Story(Ruling ruling) => new(
        Entry(2, verdict: ruling.Verdict.Name()) with { Rule = ruling.Rule?.ToString() }, Row, Event, new Decision { Sentence = ruling.Reason, Rulings = [ruling] }, Policy, [Entry(2)]);

    private static Event Event => new() { Source = "baton/actions", Id = "a1", Type = EventTypes.ActionProposed, Time = Noon, Received = Noon, Actor = Actor.Agent("outreach"), Data = JsonElement.Parse("{}") };

    private static LogRow Row => new() { Seq = 2, Workspace = "default", Source = "baton/actions", Id = "a1", Type = EventTypes.ActionProposed, Time = 0, Received = 0, Actor = "agent:outreach", Root = 2, Policy = 7 };
}

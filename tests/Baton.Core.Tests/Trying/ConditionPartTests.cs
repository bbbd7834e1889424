using Baton.Core.Conditions;
using Baton.Core.Tests.Conditions;
using Baton.Core.Tests.Conditions.Reasoning;
using Baton.Core.Trying;

namespace Baton.Core.Tests.Trying;

/// <summary>A condition taken apart says of each part what the condition itself says, and blames what is to blame.</summary>
public sealed class ConditionPartTests
{
    [Theory, InlineData(ConditionPlace.Routing), InlineData(ConditionPlace.Action), InlineData(ConditionPlace.HoldWhile)]
    public void The_whole_is_true_when_the_condition_is_and_somebody_is_to_blame_when_it_is_not(ConditionPlace place)
    {
        var (held, failed) = (0, 0);
        for (var seed = 0; seed < 400; seed++)
        {
            var chance = new ChanceConditions(seed, place);
            var (condition, facts) = (chance.Condition(), chance.Facts());

            var whole = ConditionPart.Of(condition, facts);

            Assert.Equal(condition.Holds(facts), whole.Holds);
            Assert.Equal(condition.Sentence, whole.Sentence);
            Assert.Equal(!whole.Holds, Leaves(whole).Any(leaf => leaf.Fails));
            Assert.All(Leaves(whole).Where(leaf => leaf.Fails), leaf => Assert.False(leaf.Holds));
            (held, failed) = whole.Holds ? (held + 1, failed) : (held, failed + 1);
        }

        Assert.True(held > 40 && failed > 40, $"{held} held, {failed} did not"); // or nothing would be shown
    }

    [Fact]
    public void What_need_not_hold_is_not_blamed_and_what_is_denied_is_said_as_denied()
    {
        var whole = ConditionPart.Of(Ask.Read("""
            { "all": [ { "any": [ { "field": "action.purpose", "op": "eq", "value": "survey" }, { "field": "action.kind", "op": "startsWith", "value": "contact." } ] },
                       { "not": { "field": "agent.department", "op": "eq", "value": "sales" } },
                       { "field": "action.data.amount", "op": "gt", "value": 100 } ] }
            """), Ask.Facts(new() { Id = "a", Agent = "outreach", Kind = "contact.email", Purpose = "promotion" }));

        Assert.Equal((PartKind.All, false, true), (whole.Kind, whole.Holds, whole.Fails));
        Assert.Equal([("its purpose is “survey”", false, false), ("the action begins with “contact.”", true, false), ("the agent's department is not “sales”", false, true), ("its amount is over 100", false, true)],
            Leaves(whole).Select(leaf => (leaf.Sentence, leaf.Holds, leaf.Fails)));
        Assert.Equal(["promotion", "contact.email", "sales", "missing"], Leaves(whole).Select(leaf => leaf.Found.ToString()));
    }

    private static IEnumerable<ConditionPart> Leaves(ConditionPart part) => part.Kind == PartKind.One ? [part] : part.Parts.SelectMany(Leaves);
}

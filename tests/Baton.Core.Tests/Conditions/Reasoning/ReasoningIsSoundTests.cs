using Baton.Core.Conditions;
using Baton.Core.Conditions.Reasoning;

namespace Baton.Core.Tests.Conditions.Reasoning;

/// <summary>What is proved is never contradicted by facts, and what is shown by facts is true of them.</summary>
public sealed class ReasoningIsSoundTests
{
    private const int Conditions = 250;
    private const int FactsForEach = 40;

    [Theory, InlineData(ConditionPlace.Routing), InlineData(ConditionPlace.Action), InlineData(ConditionPlace.HoldWhile)]
    public void What_cannot_hold_holds_of_no_facts_and_an_example_is_one(ConditionPlace place) => ForChance(place, (chance, reasoner) =>
    {
        var condition = chance.Condition();
        var answer = reasoner.CanHold(condition);
        if (answer.Is == Certainty.Yes) Assert.True(condition.Holds(answer.Example!.Facts), condition.Sentence);
        if (answer.Is == Certainty.No) for (var i = 0; i < FactsForEach; i++) Assert.False(condition.Holds(chance.Facts()), condition.Sentence);
        return answer.Is;
    });

    [Theory, InlineData(ConditionPlace.Routing), InlineData(ConditionPlace.Action), InlineData(ConditionPlace.HoldWhile)]
    public void What_follows_follows_in_all_facts(ConditionPlace place) => ForChance(place, (chance, reasoner) =>
    {
        var (one, other) = (chance.Condition(2), chance.Condition(2));
        var answer = reasoner.Implies(one, other);
        if (answer.Is == Certainty.No) Assert.True(one.Holds(answer.Example!.Facts) && !other.Holds(answer.Example.Facts));
        for (var i = 0; i < FactsForEach && answer.Is == Certainty.Yes; i++)
        {
            var facts = chance.Facts();
            Assert.True(!one.Holds(facts) || other.Holds(facts), $"{one.Sentence} => {other.Sentence}");
        }

        return answer.Is;
    });

    [Fact]
    public void Every_condition_follows_from_itself_and_stands_against_its_opposite() => ForChance(ConditionPlace.Routing, (chance, reasoner) =>
    {
        var condition = chance.Condition();
        Assert.NotEqual(Certainty.No, reasoner.Implies(condition, condition).Is);
        Assert.NotEqual(Certainty.Yes, reasoner.Overlap(condition, new Not(condition)).Is);
        return reasoner.CanHold(condition).Is;
    });

    // Most questions must get an answer, and answers of both kinds, or nothing would be shown.
    private static void ForChance(ConditionPlace place, Func<ChanceConditions, Reasoner, Certainty> ask)
    {
        var answers = Enumerable.Range(0, Conditions).Select(seed => ask(new ChanceConditions(seed, place), new Reasoner(place))).CountBy(a => a).ToDictionary();
        Assert.InRange(answers.GetValueOrDefault(Certainty.Unknown), 0, Conditions / 20);
        Assert.True(answers.Count(a => a.Value > Conditions / 30 && a.Key != Certainty.Unknown) == 2, string.Join(", ", answers));
    }
}

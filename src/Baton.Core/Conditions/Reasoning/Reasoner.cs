namespace Baton.Core.Conditions.Reasoning;

/// <summary>
/// Answers questions about conditions without trying facts one by one: can it hold at all, does one follow from another, can both hold. A "no
/// such facts" is proved; an example is confirmed by the real evaluator; what is neither is said to be unknown.
/// </summary>
/// <param name="place">Where the conditions stand: what they can see.</param>
/// <param name="examples">Values seen of a field, to make examples of; none when left out.</param>
/// <param name="effort">How much work one question may cost before it is left unanswered.</param>
public sealed class Reasoner(ConditionPlace place, Func<FieldInfo, IReadOnlyList<FieldValue>>? examples = null, int effort = 4000)
{
    private readonly Func<FieldInfo, IReadOnlyList<FieldValue>> _examples = examples ?? (static _ => []);

    /// <summary>What all questions together have cost.</summary>
    internal long Spent { get; private set; }

    /// <summary>Whether there are facts of which it is true; with such facts.</summary>
    public Answer CanHold(Condition condition) => Satisfy(new Claim(condition).MustHold);

    /// <summary>Whether it is true of all facts; with a counter-example if not.</summary>
    public Answer AlwaysHolds(Condition condition) => Satisfy(new Claim(condition).MustFail).Denied;

    /// <summary>Whether there are facts of which both are true; with such facts.</summary>
    public Answer Overlap(Condition one, Condition other) => Satisfy(new Claim(one).MustHold, new Claim(other).MustHold);

    /// <summary>Whether the other is true whenever the one is; with a counter-example if not.</summary>
    public Answer Implies(Condition one, Condition other) => Satisfy(new Claim(one).MustHold, new Claim(other).MustFail).Denied;

    /// <summary>Whether they are true of the same facts; with a counter-example if not.</summary>
    public Answer Same(Condition one, Condition other)
    {
        var there = Implies(one, other);
        if (there.Is == Certainty.No) return there;
        var back = Implies(other, one);
        return back.Is == Certainty.Yes ? there : back;
    }

    /// <summary>Whether there are facts that meet all demands.</summary>
    internal Answer Satisfy(params IReadOnlyList<Demand> demands)
    {
        var spend = new Effort(effort);
        string? doubt = null;
        foreach (var situation in Situation.In(place))
        {
            var search = new Search(situation, demands, _examples, spend);
            search.Run();
            if (search.Found is { } found) return Answered(spend, new Answer(Certainty.Yes, found));
            doubt ??= search.Doubt;
        }

        return Answered(spend, doubt is null ? new Answer(Certainty.No) : new Answer(Certainty.Unknown, Why: doubt));
    }

    private Answer Answered(Effort spent, Answer answer)
    {
        Spent += spent.Spent;
        return answer;
    }
}

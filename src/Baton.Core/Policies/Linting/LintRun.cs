using System.Collections.Immutable;
using Baton.Core.Conditions;
using Baton.Core.Conditions.Reasoning;

namespace Baton.Core.Policies.Linting;

/// <summary>One look at one policy: what it says, what is known around it, and what was found so far.</summary>
internal sealed class LintRun
{
    // In looks at one field, so that the same policy always gets the same answers; one of a thousand rules usually needs less than half of this.
    private const long MostEffort = 60_000;

    private readonly List<LintFinding> _findings = [];
    private readonly Dictionary<ConditionPlace, Reasoner> _reasoners;
    private readonly Dictionary<Claim, Answer> _answers = [];
    private readonly SortedDictionary<string, int> _leftOut = new(StringComparer.Ordinal);

    public LintRun(Policy policy, World world)
    {
        (Policy, World, Sites) = (policy, world, RuleSite.Of(policy));
        var seen = world.Observed?.Fields.ToDictionary(f => f.Key, f => (IReadOnlyList<FieldValue>)[.. f.Value.Values.Select(v => v.Value)], StringComparer.Ordinal) ?? [];
        _reasoners = Enum.GetValues<ConditionPlace>().ToDictionary(place => place, place => new Reasoner(place, field => seen.GetValueOrDefault(field.Key, []), effort: 2000));
    }

    public Policy Policy { get; }

    public World World { get; }

    /// <summary>Every rule of the document.</summary>
    public ImmutableArray<RuleSite> Sites { get; }

    /// <summary>Every rule that is not off.</summary>
    public IEnumerable<RuleSite> Enabled => Sites.Where(s => s.Rule.Enabled);

    /// <summary>Rules that were found to say what another one says; nothing more need be said of them.</summary>
    public HashSet<RuleSite> Duplicates { get; } = [];

    public IReadOnlyList<LintFinding> Findings => _findings;

    /// <summary>What was not looked at because it would have taken too long, and how many times.</summary>
    public IReadOnlyDictionary<string, int> LeftOut => _leftOut;

    public void Add(LintFinding finding) => _findings.Add(finding);

    /// <summary>What the questions so far have cost.</summary>
    public long Spent => _reasoners.Values.Sum(r => r.Spent);

    /// <summary>Whether a condition can be true at all.</summary>
    public Answer CanHold(ConditionSite site) => CanHold(site.Place, site.Claim);

    /// <summary>The same of a claim; asked once.</summary>
    public Answer CanHold(ConditionPlace place, Claim claim)
    {
        if (!_answers.TryGetValue(claim, out var answer)) _answers.Add(claim, answer = _reasoners[place].Satisfy(claim.MustHold));
        return answer;
    }

    /// <summary>Facts of which it is true, if such were found.</summary>
    public Example? Example(ConditionPlace place, Claim claim) => CanHold(place, claim).Example;

    /// <summary>
    /// Whether the other is true whenever the one is. An example of the one that is none of the other settles it without a proof; and from
    /// what is never true nothing is said to follow, because that it is never true is what there is to say.
    /// </summary>
    public Certainty Implies(ConditionPlace place, Claim one, Claim other)
    {
        var can = CanHold(place, one);
        if (can.Is == Certainty.No || can.Example is { } example && !other.Condition.Holds(example.Facts)) return Certainty.No;
        return Satisfy(place, one.MustHold, other.MustFail).Denied.Is;
    }

    /// <summary>Whether there are facts that meet all demands.</summary>
    public Answer Satisfy(ConditionPlace place, params IReadOnlyList<Demand> demands) => _reasoners[place].Satisfy(demands);

    /// <summary>Whether there is time for another question of that sort; if not, it is noted.</summary>
    public bool MayAsk(string about)
    {
        if (Spent < MostEffort) return true;
        _leftOut[about] = _leftOut.GetValueOrDefault(about) + 1;
        return false;
    }

    /// <summary>An example made by reasoning, to show.</summary>
    public static LintExample? Made(Answer answer) => answer.Example is { } example ? Made(example) : null;

    /// <summary>The same.</summary>
    public static LintExample Made(Example example) => new(Timeline.Occurrences.Capital(example.Sentence) + ".", example.Facts, IsRecorded: false);

    /// <summary>Something recorded, to show.</summary>
    public static LintExample Happened(RecordedFacts recorded) => new($"It happened with {recorded.What}.", recorded.Facts, IsRecorded: true);
}

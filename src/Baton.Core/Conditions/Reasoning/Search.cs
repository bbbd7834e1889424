using System.Collections.Immutable;

namespace Baton.Core.Conditions.Reasoning;

/// <summary>
/// Looks for facts of which all demands are true, in one situation: takes the conditions apart, choice by choice, and closes a branch as soon as
/// one field can hold nothing that suits. When every branch is closed, there are no such facts.
/// </summary>
internal sealed class Search(Situation situation, IReadOnlyList<Demand> demands, Func<FieldInfo, IReadOnlyList<FieldValue>> examples, Effort effort)
{
    /// <summary>The facts found.</summary>
    public Example? Found { get; private set; }

    /// <summary>Why a branch was neither closed nor led to facts; null when that never happened.</summary>
    public string? Doubt { get; private set; }

    /// <summary>Searches everything; without facts and without doubt it is proved that there are none.</summary>
    public void Run()
    {
        var branch = new Branch(situation);
        foreach (var demand in demands) if (!branch.Add(demand.Formula, effort)) return;
        Explore(branch);
    }

    private void Explore(Branch branch)
    {
        if (effort.IsOver)
        {
            Doubt = "there are too many cases to look at";
            return;
        }

        if (branch.Choice is not { } choice)
        {
            Conclude(branch);
            return;
        }

        foreach (var way in choice.Parts)
        {
            var next = branch.Without(choice);
            if (next.Add(way, effort)) Explore(next);
            if (Found is not null) return;
        }
    }

    private void Conclude(Branch branch)
    {
        var values = new List<(FieldInfo Field, FieldValue Value)>();
        foreach (var literals in branch.Fields)
        {
            effort.Spend();
            var answer = FieldSolver.Solve(literals, situation.SortsOf(literals[0].Field), examples(literals[0].Field));
            if (answer.Refuted) return;
            if (answer.Value is not { } value)
            {
                Doubt = literals.Any(l => l.Operator == Operator.Matches) ? "patterns cannot be compared with each other" : $"no value was found for {literals[0].Field.Path}";
                return;
            }

            values.Add((literals[0].Field, value));
        }

        if (ExampleFacts.Make(situation, values) is { } facts && demands.All(d => d.IsMet(facts)))
        {
            Found = new Example(facts, [.. values.OrderBy(v => FieldCatalogue.RankOf(v.Field)).Select(v => new ExampleField(v.Field.Path, v.Value))]);
        }
        else
        {
            Doubt = "fields that depend on each other cannot be told apart";
        }
    }
}

namespace Baton.Core.Conditions.Reasoning;

/// <summary>One way in which everything asked for might hold: literals by field, and choices still open.</summary>
internal sealed class Branch
{
    private readonly Situation _situation;
    private readonly Dictionary<string, List<Literal>> _fields;
    private readonly List<Either> _choices;

    public Branch(Situation situation)
        : this(situation, new(StringComparer.Ordinal), [])
    {
    }

    private Branch(Situation situation, Dictionary<string, List<Literal>> fields, List<Either> choices) => (_situation, _fields, _choices) = (situation, fields, choices);

    /// <summary>The literals of each field, that must all be true.</summary>
    public IEnumerable<IReadOnlyList<Literal>> Fields => _fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value);

    /// <summary>The open choice with the fewest ways; null when none is open.</summary>
    public Either? Choice => _choices.MinBy(c => c.Parts.Length);

    /// <summary>The same with that choice taken.</summary>
    public Branch Without(Either choice) => new(_situation, _fields.ToDictionary(f => f.Key, f => f.Value.ToList(), StringComparer.Ordinal), _choices.FindAll(c => !ReferenceEquals(c, choice)));

    /// <summary>Adds what must hold, and what follows from it; false when that is certainly impossible.</summary>
    public bool Add(Formula formula, Effort effort) => Take(formula, effort) && Settle(effort);

    private bool Take(Formula formula, Effort effort)
    {
        switch (formula)
        {
            case Atom { Literal: var literal }:
                return Has(literal) || Fits(literal, effort, keep: true);
            case Both { Parts: var parts }:
                foreach (var part in parts) if (!Take(part, effort)) return false;
                return true;
            case Either { Parts.IsEmpty: true }:
                return false;
            case Either choice:
                _choices.Add(choice);
                return true;
            default:
                return true;
        }
    }

    // A choice whose ways are all but one closed is none; one of which a way is taken already is settled.
    private bool Settle(Effort effort)
    {
        for (var i = 0; i < _choices.Count; i++)
        {
            var choice = _choices[i];
            if (choice.Parts.Any(p => p is Atom a && Has(a.Literal)))
            {
                _choices.RemoveAt(i--);
                continue;
            }

            var open = choice.Parts.Where(p => p is not Atom a || Fits(a.Literal, effort, keep: false)).ToList();
            if (open.Count == 0) return false;
            if (open.Count == choice.Parts.Length && open.Count > 1) continue;
            _choices.RemoveAt(i);
            if (open.Count > 1)
            {
                _choices.Insert(i, new Either([.. open]));
                continue;
            }

            if (!Take(open[0], effort)) return false;
            i = -1;
        }

        return true;
    }

    private bool Has(Literal literal) => _fields.TryGetValue(literal.Field.Key, out var literals) && literals.Exists(literal.Is);

    private bool Fits(Literal literal, Effort effort, bool keep)
    {
        effort.Spend();
        if (!_fields.TryGetValue(literal.Field.Key, out var literals))
        {
            literals = [];
            if (keep) _fields.Add(literal.Field.Key, literals);
        }

        literals.Add(literal);
        var fits = !FieldSolver.Refutes(literals, _situation.SortsOf(literal.Field));
        if (!keep) literals.RemoveAt(literals.Count - 1);
        return fits;
    }
}

namespace Baton.Core.Schemas;

/// <summary>A value as one subschema comes to it.</summary>
/// <param name="Run">The work of which this is a part.</param>
/// <param name="Value">The value.</param>
/// <param name="Scope">The schemas through which the way here led, for <c>$dynamicRef</c>.</param>
/// <param name="Marks">Takes which parts of the value were looked at; null when nobody asks.</param>
/// <param name="Faults">Takes what is wrong; null when only whether counts.</param>
internal readonly record struct Visit(Evaluation Run, Datum Value, Scope? Scope, Marks? Marks, FaultList? Faults)
{
    /// <summary>Whether a further fault would interest nobody.</summary>
    public bool Enough => Faults is null || Faults.IsFull;

    /// <summary>Notes a fault; always false.</summary>
    public bool Fail(string keyword, string sentence) => FailAt(Value.Pointer, keyword, sentence);

    /// <summary>Notes a fault elsewhere; always false.</summary>
    public bool FailAt(string pointer, string keyword, string sentence)
    {
        Faults?.Add(new SchemaFault(pointer, keyword, sentence));
        return false;
    }

    /// <summary>The same value for a subschema: its own document on the scope, marks of its own when it has to know what its parts looked at.</summary>
    public Visit Into(Subschema schema) => this with
    {
        Scope = ReferenceEquals(Scope?.Resource, schema.Resource) ? Scope : new Scope(schema.Resource, Scope),
        Marks = schema.Unevaluated ? MarksOf(Value) : Marks,
    };

    /// <summary>Whether the same value keeps another subschema.</summary>
    public bool Here(Subschema schema) => Run.Run(schema, this);

    /// <summary>Whether the same value keeps another subschema, where it need not: no fault is noted, and what it looked at counts only if it does.</summary>
    public bool Try(Subschema schema)
    {
        var marks = Marks is null ? null : MarksOf(Value);
        var keeps = Run.Run(schema, this with { Faults = null, Marks = marks });
        if (keeps && marks is not null) Marks!.Join(marks);
        return keeps;
    }

    /// <summary>Whether a part of the value keeps a subschema.</summary>
    public bool Part(Subschema schema, Datum part) => Run.Run(schema, this with { Value = part, Marks = null });

    /// <summary>Whether a part of the value keeps a subschema, where it need not.</summary>
    public bool TryPart(Subschema schema, Datum part) => Run.Run(schema, this with { Value = part, Marks = null, Faults = null });

    /// <summary>What is wrong with the value by a subschema, where it need not keep it.</summary>
    public FaultList FaultsOf(Subschema schema, Datum value)
    {
        var faults = new FaultList(20);
        Run.Run(schema, this with { Value = value, Marks = null, Faults = faults });
        return faults;
    }

    private Marks MarksOf(Datum value)
    {
        Run.Spend(value.Parts.Length / 8);
        return new Marks(value.Parts.Length);
    }
}

/// <summary>The schema documents entered on the way to where one is, the last one first.</summary>
internal sealed record Scope(SchemaResource Resource, Scope? Outer);

/// <summary>Which parts of a value were looked at.</summary>
internal sealed class Marks(int count)
{
    private readonly bool[] _seen = new bool[count];

    public bool this[int position] => _seen[position];

    public void See(int position) => _seen[position] = true;

    public void SeeAll() => Array.Fill(_seen, true);

    public void Join(Marks other)
    {
        for (var i = 0; i < _seen.Length; i++) _seen[i] |= other._seen[i];
    }
}

/// <summary>Faults up to a bound.</summary>
internal sealed class FaultList(int most)
{
    private readonly List<SchemaFault> _faults = [];

    public IReadOnlyList<SchemaFault> All => _faults;

    public bool IsFull => _faults.Count >= most;

    public void Add(SchemaFault fault)
    {
        if (!IsFull) _faults.Add(fault);
    }

    /// <summary>Adds one that must be among them, in the place of the last when it is full.</summary>
    public void AddLast(SchemaFault fault)
    {
        if (IsFull) _faults.RemoveAt(_faults.Count - 1);
        _faults.Add(fault);
    }
}

using System.Collections.Immutable;

namespace Baton.Core.Conditions;

/// <summary>A condition of the policy: <c>all</c>, <c>any</c>, <c>not</c>, or a comparison of one field.</summary>
public abstract record Condition
{
    /// <summary>Whether it is true of these facts. A missing field makes a comparison false, never an error.</summary>
    public abstract bool Holds(Facts facts);

    /// <summary>The first comparison that keeps it from being true; null when it is true.</summary>
    public abstract Miss? FirstMiss(Facts facts);

    /// <summary>It in words; made once, because it is said with each decision.</summary>
    public string Sentence => field ??= Speech.Say(Speech.Simplify(this));

    /// <summary>Whether it reads a field that begins so.</summary>
    public bool Reads(string beginning) => this switch
    {
        All { Parts: var parts } => parts.Any(p => p.Reads(beginning)),
        Any { Parts: var parts } => parts.Any(p => p.Reads(beginning)),
        Not { Part: var part } => part.Reads(beginning),
        Comparison { Field.Path: var path } => path.StartsWith(beginning, StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Whether it asks for an event type that begins so.</summary>
    public bool NamesType(string beginning) => this switch
    {
        All { Parts: var parts } => parts.Any(p => p.NamesType(beginning)),
        Any { Parts: var parts } => parts.Any(p => p.NamesType(beginning)),
        Comparison { Field.Path: "event.type", Operator: not (Operator.Ne or Operator.NotIn) } type => type.Value.ToString().Contains(beginning, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}

/// <summary>A comparison that was not true, with the value it met.</summary>
/// <param name="Comparison">The comparison.</param>
/// <param name="Found">What the field held.</param>
/// <param name="Negated">Whether it had to be false and was true.</param>
public sealed record Miss(Condition Comparison, FieldValue Found, bool Negated = false)
{
    /// <summary>For example <c>agent.department was support</c>.</summary>
    public override string ToString() => Comparison is Comparison { Field.Path: var path }
        ? Found.Exists ? $"{path} was {Found}" : $"{path} is not known"
        : $"it holds that {Comparison.Sentence}";
}

/// <summary>True when every part is; an empty one is always true.</summary>
public sealed record All(ImmutableArray<Condition> Parts) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(Facts facts)
    {
        foreach (var part in Parts) if (!part.Holds(facts)) return false;
        return true;
    }

    /// <inheritdoc/>
    public override Miss? FirstMiss(Facts facts)
    {
        foreach (var part in Parts) if (part.FirstMiss(facts) is { } miss) return miss;
        return null;
    }
}

/// <summary>True when one part is; an empty one is never true.</summary>
public sealed record Any(ImmutableArray<Condition> Parts) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(Facts facts)
    {
        foreach (var part in Parts) if (part.Holds(facts)) return true;
        return false;
    }

    /// <inheritdoc/>
    public override Miss? FirstMiss(Facts facts)
    {
        Miss? first = null;
        foreach (var part in Parts)
        {
            if (part.FirstMiss(facts) is not { } miss) return null;
            first ??= miss;
        }

        return first ?? new Miss(this, default);
    }
}

/// <summary>True when its part is not.</summary>
public sealed record Not(Condition Part) : Condition
{
    /// <inheritdoc/>
    public override bool Holds(Facts facts) => !Part.Holds(facts);

    /// <inheritdoc/>
    public override Miss? FirstMiss(Facts facts) => !Part.Holds(facts) ? null
        : Part is Comparison { Field: var field } comparison ? new Miss(comparison, field.Read(facts), Negated: true)
        : new Miss(Part, default, Negated: true);
}

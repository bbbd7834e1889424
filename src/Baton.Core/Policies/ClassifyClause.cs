using System.Collections.Frozen;
using System.Collections.Immutable;
using Baton.Core.Conditions;

namespace Baton.Core.Policies;

/// <summary>Where a routing rule sends an event: to an agent or to a queue of people.</summary>
/// <param name="Agent">The agent; null when it goes to a queue.</param>
/// <param name="Queue">The queue; null when it goes to an agent.</param>
public sealed record RouteTarget(string? Agent, string? Queue)
{
    /// <summary>It in words.</summary>
    public override string ToString() => Agent ?? $"the people of {Queue}";
}

/// <summary>What a routing rule asks a trained classifier, and what happens when that is not sure.</summary>
public sealed record ClassifyClause
{
    /// <summary>How sure the model must be where the rule does not say.</summary>
    public const double UsualConfidence = 0.8;

    /// <summary>The model's name; the version in force of it answers.</summary>
    public required string Model { get; init; }

    /// <summary>How sure it must be, from 0 to 1.</summary>
    public double MinConfidence { get; init; } = UsualConfidence;

    /// <summary>The text that is classified.</summary>
    public required Field Text { get; init; }

    /// <summary>The labels that the rule takes. What is surely something else goes on to the next rule.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Where each label goes, when that depends on the label; null when the rule has one target.</summary>
    public FrozenDictionary<string, RouteTarget>? Targets { get; init; }

    /// <summary>The queue of people who look at it when the model is not sure; null when the next rule does.</summary>
    public string? Else { get; init; }

    /// <summary>Everything it says, in one line, to compare rules by.</summary>
    internal string Form => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{Model} {MinConfidence} {Text.Path} {string.Join(',', Labels.Select(label => $"{label}={Targets?[label]}"))} {Else}");
}

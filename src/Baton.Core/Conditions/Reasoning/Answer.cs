using System.Collections.Immutable;

namespace Baton.Core.Conditions.Reasoning;

/// <summary>How sure an answer is.</summary>
public enum Certainty
{
    /// <summary>Proved, or shown by an example.</summary>
    Yes,

    /// <summary>Disproved, or shown by an example.</summary>
    No,

    /// <summary>Neither; the answer says why.</summary>
    Unknown,
}

/// <summary>The answer to a question about conditions.</summary>
/// <param name="Is">Yes, no, or not known.</param>
/// <param name="Example">The facts that show it, where facts can: a witness, or a counter-example.</param>
/// <param name="Why">When it is not known: why not, as the end of a sentence.</param>
public sealed record Answer(Certainty Is, Example? Example = null, string? Why = null)
{
    /// <summary>The same example for the opposite answer.</summary>
    internal Answer Denied => Is switch
    {
        Certainty.Yes => this with { Is = Certainty.No },
        Certainty.No => this with { Is = Certainty.Yes },
        _ => this,
    };
}

/// <summary>Facts made up so that something holds of them; the real evaluator has confirmed it.</summary>
/// <param name="Facts">The facts.</param>
/// <param name="Fields">The fields that matter, the event first, then customer, agent and action.</param>
public sealed record Example(Facts Facts, ImmutableArray<ExampleField> Fields)
{
    /// <summary>The fields that matter, in words: <c>the event is “case.opened” and the customer's plan is not known</c>.</summary>
    public string Sentence => Fields.IsEmpty ? "any facts" : Words.Listed([.. Fields.Select(f => f.Sentence)], "and");
}

/// <summary>What one field holds in an example.</summary>
/// <param name="Path">The field.</param>
/// <param name="Value">Its value; missing when the field is not there.</param>
public sealed record ExampleField(string Path, FieldValue Value)
{
    /// <summary>It in words.</summary>
    public string Sentence => !Value.Exists ? $"{Words.Of(Path)} is not known" : $"{Words.Of(Path)} is {(Value.Text is null ? Value.ToString() : $"“{Value}”")}";
}

namespace Baton.Core.Classification;

/// <summary>One label a text may have.</summary>
/// <param name="Label">The label.</param>
/// <param name="Confidence">Its calibrated probability, from 0 to 1.</param>
public sealed record LabelGuess(string Label, double Confidence);

/// <summary>What a text is about, how sure that is, and what else it might be.</summary>
/// <param name="Label">The likeliest label.</param>
/// <param name="Confidence">Its calibrated probability, from 0 to 1: of all texts answered with 0.8, about eight in ten are right.</param>
/// <param name="Alternatives">The next likeliest labels, likeliest first.</param>
public sealed record Classified(string Label, double Confidence, IReadOnlyList<LabelGuess> Alternatives)
{
    /// <summary>Whether it seems to belong to none of the labels. Only a classifier that has seen examples of such texts can tell.</summary>
    public bool IsOutOfScope { get; init; }
}

/// <summary>How much a word spoke for the label that was given.</summary>
/// <param name="Word">The word, as the classifier reads it.</param>
/// <param name="Weight">By how much the odds of the label fall without it (natural logarithm); below zero it spoke for another one.</param>
public sealed record WordWeight(string Word, double Weight);

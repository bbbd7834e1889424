namespace Baton.Core.Classification;

/// <summary>How a <see cref="TextClassifier"/> is trained. The defaults suit short customer questions with a dozen to a few hundred labels.</summary>
public sealed record TrainingOptions
{
    // Weights of a model, and as many numbers beside them while it is trained: what comes from outside must not fill the memory.
    private const int MostWeights = 60_000_000;

    /// <summary>How often every example is seen; at least 1.</summary>
    public int Passes { get; init; } = 12;

    /// <summary>AdaGrad's step; above 0.</summary>
    public float Rate { get; init; } = 0.1f;

    /// <summary>L2 pull of every touched weight towards zero; 0 or above.</summary>
    public float Decay { get; init; } = 1e-6f;

    /// <summary>Share of the target spread over all labels, from 0 to below 1: keeps the model from being too sure.</summary>
    public float LabelSmoothing { get; init; } = 0.05f;

    /// <summary>A feature in fewer texts than this is not kept; at least 1.</summary>
    public int MinimumTexts { get; init; } = 2;

    /// <summary>Into how many parts the examples are dealt, each of which is classified by a model that was trained without it; at least 2.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>The label of texts that belong to no other, if there are examples of such: from them is learned from what confidence on the classifier knows nothing.</summary>
    public string? OutOfScope { get; init; }

    /// <summary>How many threads may train at once; at least 1. The result does not depend on it.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>What is wrong with these options, or null.</summary>
    internal string? Fault() => this switch
    {
        { Passes: < 1 } => $"{nameof(Passes)} must be at least 1.",
        { Rate: not > 0 } => $"{nameof(Rate)} must be above 0.",
        { Decay: not >= 0 } => $"{nameof(Decay)} must not be negative.",
        { LabelSmoothing: not (>= 0 and < 1) } => $"{nameof(LabelSmoothing)} must be from 0 to below 1.",
        { MinimumTexts: < 1 } => $"{nameof(MinimumTexts)} must be at least 1.",
        { Folds: < 2 } => $"{nameof(Folds)} must be at least 2.",
        { Workers: < 1 } => $"{nameof(Workers)} must be at least 1.",
        _ => null,
    };

    /// <summary>How many features a model with so many labels may have.</summary>
    internal static int FeaturesFor(int labels) => MostWeights / LinearModel.StrideOf(labels);
}

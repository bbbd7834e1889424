namespace Baton.Core.Classification;

/// <summary>How a <see cref="TextClassifier"/> is trained. The defaults suit short customer questions with a dozen to a few hundred labels.</summary>
public sealed record TrainingOptions
{
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

    /// <summary>Share of the examples held out to calibrate the confidence, above 0 and below 1. The final model is trained on all of them.</summary>
    public double HeldOut { get; init; } = 0.15;

    /// <summary>What is wrong with these options, or null.</summary>
    internal string? Fault() => this switch
    {
        { Passes: < 1 } => $"{nameof(Passes)} must be at least 1.",
        { Rate: not > 0 } => $"{nameof(Rate)} must be above 0.",
        { Decay: not >= 0 } => $"{nameof(Decay)} must not be negative.",
        { LabelSmoothing: not (>= 0 and < 1) } => $"{nameof(LabelSmoothing)} must be from 0 to below 1.",
        { MinimumTexts: < 1 } => $"{nameof(MinimumTexts)} must be at least 1.",
        { HeldOut: not (> 0 and < 1) } => $"{nameof(HeldOut)} must be between 0 and 1.",
        _ => null,
    };
}

namespace Baton.Core.Classification;

/// <summary>A text and the label a person gave it.</summary>
/// <param name="Text">What was said.</param>
/// <param name="Label">What it is about.</param>
public sealed record LabelledText(string Text, string Label)
{
    /// <summary>The most characters of a text to learn from.</summary>
    public const int LongestText = 4_000;

    /// <summary>The most characters of a label.</summary>
    public const int LongestLabel = 100;
}

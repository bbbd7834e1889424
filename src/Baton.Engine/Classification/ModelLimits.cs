using Baton.Core.Classification;

namespace Baton.Engine.Classification;

/// <summary>How much a workspace may have of classifiers: what comes from outside must not fill the machine.</summary>
public static class ModelLimits
{
    /// <summary>Models of a workspace.</summary>
    public const int Models = 50;

    /// <summary>Examples of a model.</summary>
    public const int Examples = 100_000;

    /// <summary>Labels of a model.</summary>
    public const int Labels = 1_000;

    /// <summary>Examples given at once.</summary>
    public const int AtOnce = 50_000;

    /// <summary>How long training may take.</summary>
    public static readonly TimeSpan Training = TimeSpan.FromMinutes(20);

    /// <summary>What is wrong with a model's name; null when nothing is.</summary>
    public static string? FaultOfName(string name) => name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
        ? null : "A model's name has 1 to 64 letters, digits, '-', '_' and '.'.";

    /// <summary>What is wrong with an example; null when nothing is.</summary>
    public static string? FaultOf(LabelledText example) =>
        string.IsNullOrWhiteSpace(example.Text) || example.Text.Length > LabelledText.LongestText ? $"A text has 1 to {LabelledText.LongestText} characters."
        : string.IsNullOrWhiteSpace(example.Label) || example.Label.Length > LabelledText.LongestLabel || example.Label.Any(char.IsControl) ? $"A label has 1 to {LabelledText.LongestLabel} characters, on one line."
        : null;
}

/// <summary>There would be more than a workspace may have. The message is for people.</summary>
public sealed class ModelLimitException(string message) : Exception(message);

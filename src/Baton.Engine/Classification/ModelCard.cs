using Baton.Core.Classification;
using Baton.Core.Learning;

namespace Baton.Engine.Classification;

/// <summary>A classifier of a workspace.</summary>
/// <param name="Name">Its name.</param>
/// <param name="InForce">The version that decides; null while there is none.</param>
/// <param name="Since">Since when, UTC.</param>
/// <param name="By">Who put it in force.</param>
/// <param name="Examples">How many examples it has to learn from.</param>
/// <param name="Corrections">How many of these are people's corrections.</param>
/// <param name="Labels">How many labels these have.</param>
/// <param name="Versions">Every version, newest first.</param>
public sealed record ModelCard(string Name, string? InForce, DateTimeOffset? Since, string? By, int Examples, int Corrections, int Labels, IReadOnlyList<ModelVersion> Versions);

/// <summary>A trained version, and how well it does.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">Hash over its file.</param>
/// <param name="Number">Counts the versions of a model.</param>
/// <param name="Made">When it was trained, UTC.</param>
/// <param name="By">Who had it trained.</param>
/// <param name="Examples">How many examples it was trained on.</param>
/// <param name="Digest">SHA-256 over these.</param>
/// <param name="Evaluation">How it did on examples that it had not seen: each was classified by a model trained without its part of the examples.</param>
public sealed record ModelVersion(string Model, string Version, int Number, DateTimeOffset Made, string By, int Examples, string Digest, EvaluationResult Evaluation)
{
    /// <summary>How many examples were held out, and never learned from; 0 when it learned from all.</summary>
    public int HeldOut { get; init; }

    /// <summary>The label of what belongs to none, if there was one.</summary>
    public string? OutOfScope { get; init; }

    /// <summary>How it did beside the version that was in force when it was trained; null when there was none.</summary>
    public PairedComparison? Comparison { get; init; }
}

/// <summary>A message that was tried on a version.</summary>
/// <param name="Version">The version.</param>
/// <param name="Answer">What it said.</param>
/// <param name="Words">The words that decided, the weightiest first.</param>
public sealed record TriedMessage(string Version, Classified Answer, IReadOnlyList<WordWeight> Words);

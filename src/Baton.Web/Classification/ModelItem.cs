using Baton.Core.Classification;
using Baton.Core.Learning;
using Baton.Engine.Classification;

namespace Baton.Web.Classification;

/// <summary>A classifier.</summary>
/// <param name="Name">Its name, by which routing rules ask it.</param>
/// <param name="InForce">The version that decides; null while there is none.</param>
/// <param name="Since">Since when.</param>
/// <param name="By">Who put it in force.</param>
/// <param name="Examples">How many examples it has to learn from.</param>
/// <param name="Corrections">How many of these are people's corrections.</param>
/// <param name="Labels">How many labels these have.</param>
/// <param name="Versions">Every version, newest first.</param>
/// <param name="Trainings">The latest trainings, newest first; of one model only.</param>
internal sealed record ModelItem(string Name, string? InForce, DateTimeOffset? Since, string? By, int Examples, int Corrections, int Labels, IReadOnlyList<VersionItem> Versions, IReadOnlyList<TrainingItem>? Trainings)
{
    public static ModelItem Of(ModelCard model, IReadOnlyList<TrainingRun>? trainings = null) => new(
        model.Name, model.InForce, model.Since, model.By, model.Examples, model.Corrections, model.Labels,
        [.. model.Versions.Select(version => VersionItem.Of(version, model.InForce))],
        trainings is null ? null : [.. trainings.Where(run => run.Model == model.Name).Select(TrainingItem.Of)]);
}

/// <summary>A trained version.</summary>
/// <param name="Version">Hash over its file; decisions name it.</param>
/// <param name="Number">Counts the versions of a model.</param>
/// <param name="InForce">Whether it decides.</param>
/// <param name="Made">When it was trained.</param>
/// <param name="By">Who had it trained.</param>
/// <param name="Examples">How many examples it was trained on.</param>
/// <param name="Digest">SHA-256 over these.</param>
/// <param name="Accuracy">Share of right answers on examples it had not seen (cross-validation).</param>
/// <param name="CalibrationError">How far its confidence is from the truth, on average.</param>
/// <param name="Evaluation">The whole evaluation, when one version is asked for.</param>
internal sealed record VersionItem(string Version, int Number, bool InForce, DateTimeOffset Made, string By, int Examples, string Digest, double Accuracy, double CalibrationError, EvaluationResult? Evaluation)
{
    public static VersionItem Of(ModelVersion version, string? inForce) => new(
        version.Version, version.Number, version.Version == inForce, version.Made, version.By, version.Examples, version.Digest,
        Math.Round(version.Evaluation.Accuracy, 4), Math.Round(version.Evaluation.CalibrationError, 4), Evaluation: null)
    {
        HeldOut = version.HeldOut,
        Comparison = version.Comparison,
    };

    /// <summary>How many examples were held out, and never learned from; 0 when it learned from all.</summary>
    public int HeldOut { get; init; }

    /// <summary>How it did beside the version that was in force when it was trained.</summary>
    public PairedComparison? Comparison { get; init; }
}

/// <summary>A training to be polled.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status"><c>waiting</c>, <c>running</c>, <c>done</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Progress">How much is done, from 0 to 1.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Began">When.</param>
/// <param name="Version">The version that came of it.</param>
/// <param name="Detail">Why it failed.</param>
internal sealed record TrainingItem(string Id, string Status, double Progress, string By, DateTimeOffset Began, string? Version, string? Detail)
{
    public static TrainingItem Of(TrainingRun run) => new(run.Id, run.Status.ToString().ToLowerInvariant(), run.Progress, run.By, run.Began, run.Version, run.Fault);
}

/// <summary>Labelled examples.</summary>
/// <param name="Examples">At most 50,000.</param>
internal sealed record ExamplesRequest(IReadOnlyList<LabelledText> Examples);

/// <summary>How to train.</summary>
/// <param name="OutOfScope">The label of examples that belong to none of the others, if there are such.</param>
internal sealed record TrainRequest(string? OutOfScope);

/// <summary>Why a version is put in force.</summary>
/// <param name="Note">A note for the log.</param>
internal sealed record PromoteRequest(string? Note);

/// <summary>What to classify.</summary>
/// <param name="Text">The text.</param>
/// <param name="Version">A version; the one in force without it.</param>
internal sealed record ClassifyRequest(string Text, string? Version);

/// <summary>What a classifier says.</summary>
/// <param name="Version">The version that says it.</param>
/// <param name="Label">What the text is about.</param>
/// <param name="Confidence">How sure that is, from 0 to 1.</param>
/// <param name="OutOfScope">Whether it seems to belong to none of the labels.</param>
/// <param name="Alternatives">What else it might be.</param>
/// <param name="Words">The words that decided, the weightiest first.</param>
internal sealed record ClassifyAnswer(string Version, string Label, double Confidence, bool OutOfScope, IReadOnlyList<LabelGuess> Alternatives, IReadOnlyList<WordWeight> Words)
{
    public static ClassifyAnswer Of(TriedMessage tried) => new(
        tried.Version, tried.Answer.Label, tried.Answer.Confidence, tried.Answer.IsOutOfScope, tried.Answer.Alternatives,
        [.. tried.Words.Select(word => word with { Weight = Math.Round(word.Weight, 2) })]);
}

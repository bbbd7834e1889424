namespace Baton.Core.Classification;

/// <summary>
/// Trains twice: once without a fold that is held out, to learn how sure the model may be (its temperature), and once on everything.
/// </summary>
internal static class ClassifierTraining
{
    private const int FewestExamples = 16;

    public static TextClassifier Train(IReadOnlyList<LabelledText> examples, TrainingOptions options, ulong seed)
    {
        if (options.Fault() is { } fault)
            throw new ArgumentException(fault, nameof(options));
        var labels = examples.Select(example => example.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (labels.Length < 2 || examples.Count < FewestExamples)
            throw new ArgumentException($"Training needs at least two labels and {FewestExamples} examples; there are {labels.Length} and {examples.Count}.", nameof(examples));

        var space = FeatureSpace.Learn([.. examples.Select(example => example.Text)], options.MinimumTexts);
        var data = new TrainingData(Vectors(examples, space), Classes(examples, labels), space.Count, labels.Length);
        var temperature = Calibrate(data, options, seed);
        var model = SoftmaxTraining.Train(data, options, seed);
        model.Round();
        return new TextClassifier(labels, space, model, temperature);
    }

    private static float Calibrate(TrainingData data, TrainingOptions options, ulong seed)
    {
        var (kept, held) = data.Split(options.HeldOut, seed);
        var model = SoftmaxTraining.Train(kept, options, seed);
        var scores = held.Vectors.Select(vector => ScoresOf(model, vector)).ToArray();
        return Temperature.Fit(scores, held.Classes);
    }

    private static float[] ScoresOf(LinearModel model, SparseVector vector)
    {
        var scores = new float[model.Stride];
        model.Score(vector, scores);
        return scores[..model.Classes];
    }

    private static SparseVector[] Vectors(IReadOnlyList<LabelledText> examples, FeatureSpace space)
    {
        var buffer = new FeatureBuffer();
        var vector = new SparseVector();
        var vectors = new SparseVector[examples.Count];
        for (var i = 0; i < vectors.Length; i++)
        {
            space.Weigh(examples[i].Text, buffer, vector);
            vectors[i] = vector.Trimmed();
        }

        return vectors;
    }

    private static int[] Classes(IReadOnlyList<LabelledText> examples, string[] labels) =>
        [.. examples.Select(example => Array.BinarySearch(labels, example.Label, StringComparer.Ordinal))];
}

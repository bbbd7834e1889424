namespace Baton.Core.Classification;

/// <summary>A classifier, and how it does on texts it has not seen.</summary>
/// <param name="Classifier">The classifier, trained on all examples.</param>
/// <param name="Evaluation">How classifiers trained without a part of the examples did on that part.</param>
public sealed record TrainedClassifier(TextClassifier Classifier, EvaluationResult Evaluation);

/// <summary>
/// Trains once without each part of the examples, to learn how sure the model may be, from where on it knows nothing, and how well it does; and once on everything.
/// </summary>
public static class ClassifierTraining
{
    private const int FewestExamples = 16;

    /// <summary>Trains on labelled texts. The same examples, options and seed give the same classifier, bit for bit, in whatever order they come and on however many threads.</summary>
    /// <param name="examples">What to learn from.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">Decides what is left to chance.</param>
    /// <param name="progress">Told now and then how much is done, from 0 to 1, from any thread.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="TooLittleToLearnException">There are fewer than two labels, or fewer than sixteen examples.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static TrainedClassifier Train(IReadOnlyList<LabelledText> examples, TrainingOptions? options = null, ulong seed = 1, Action<double>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        options ??= new TrainingOptions();
        if (options.Fault() is { } fault) throw new ArgumentException(fault, nameof(options));
        LabelledText[] sorted = [.. examples.OrderBy(example => example.Text, StringComparer.Ordinal).ThenBy(example => example.Label, StringComparer.Ordinal)];
        string[] labels = [.. sorted.Select(example => example.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (labels.Length < 2 || sorted.Length < FewestExamples)
            throw new TooLittleToLearnException($"Training needs at least two labels and {FewestExamples} examples; there are {labels.Length} and {sorted.Length}.");

        var watch = new TrainingWatch((options.Folds + 1) * options.Passes, progress, cancel);
        var space = FeatureSpace.Learn([.. sorted.Select(example => example.Text)], options.MinimumTexts, TrainingOptions.FeaturesFor(labels.Length));
        int[] classes = [.. sorted.Select(example => Array.BinarySearch(labels, example.Label, StringComparer.Ordinal))];
        var data = new TrainingData(Vectors(sorted, space), classes, space.Count, labels.Length);
        var unseen = Unseen(data, options, seed, watch);
        var temperature = Temperature.Fit(unseen, classes);
        var stranger = options.OutOfScope is { } name ? Array.BinarySearch(labels, name, StringComparer.Ordinal) : -1;
        var refusal = stranger >= 0 ? Refusal.Fit(unseen, classes, stranger, temperature) : 0;
        var model = SoftmaxTraining.Train(data, options, seed, watch);
        model.Round();
        var classifier = new TextClassifier(labels, space, model, new Confidences(temperature, Math.Max(stranger, -1), refusal));
        return new TrainedClassifier(classifier, Judge(sorted, unseen, classifier, stranger < 0 ? null : labels[stranger]));
    }

    // The scores of every example by a model that was trained without its part. Which features there are was learned from all: what no other text has weighs nothing.
    private static float[][] Unseen(TrainingData data, TrainingOptions options, ulong seed, TrainingWatch watch)
    {
        var scores = new float[data.Vectors.Length][];
        var fold = Folds.Deal(data.Classes, options.Folds, seed);
        Parallel.For(0, options.Folds, new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = watch.Cancel }, part =>
        {
            var model = SoftmaxTraining.Train(data.Only([.. Enumerable.Range(0, fold.Length).Where(example => fold[example] != part)]), options, seed, watch);
            model.Round();
            for (var example = 0; example < fold.Length; example++) if (fold[example] == part) scores[example] = model.Scores(data.Vectors[example]);
        });
        return scores;
    }

    private static EvaluationResult Judge(LabelledText[] examples, float[][] scores, TextClassifier classifier, string? outOfScope) =>
        Evaluation.Of([.. examples.Zip(scores, (example, given) => new JudgedAnswer(example.Label, classifier.Answer(given.ToArray(), alternatives: 0)))], threshold: 0.5, outOfScope);

    private static SparseVector[] Vectors(LabelledText[] examples, FeatureSpace space)
    {
        var buffer = new FeatureBuffer();
        var vector = new SparseVector();
        var vectors = new SparseVector[examples.Length];
        for (var i = 0; i < vectors.Length; i++)
        {
            space.Weigh(TextClassifier.Cut(examples[i].Text), buffer, vector);
            vectors[i] = vector.Trimmed();
        }

        return vectors;
    }
}

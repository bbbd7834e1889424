namespace Baton.Core.Classification;

/// <summary>A text and the label a person gave it.</summary>
/// <param name="Text">What was said.</param>
/// <param name="Label">What it is about.</param>
public sealed record LabelledText(string Text, string Label);

/// <summary>One label a text may have.</summary>
/// <param name="Label">The label.</param>
/// <param name="Confidence">Its calibrated probability, from 0 to 1.</param>
public sealed record LabelGuess(string Label, double Confidence);

/// <summary>What a text is about, how sure that is, and what else it might be.</summary>
/// <param name="Label">The likeliest label.</param>
/// <param name="Confidence">Its calibrated probability, from 0 to 1: of all texts answered with 0.8, about eight in ten are right.</param>
/// <param name="Alternatives">The next likeliest labels, likeliest first.</param>
public sealed record Classified(string Label, double Confidence, IReadOnlyList<LabelGuess> Alternatives);

/// <summary>
/// Says what a short text is about: a linear model over words and character n-grams, with calibrated confidence.
/// Immutable, safe for many threads, and the same answer for the same text on every call.
/// </summary>
public sealed class TextClassifier
{
    private readonly string[] _labels;
    private readonly FeatureSpace _space;
    private readonly LinearModel _model;
    private readonly float _temperature;

    internal TextClassifier(string[] labels, FeatureSpace space, LinearModel model, float temperature)
    {
        _labels = labels;
        _space = space;
        _model = model;
        _temperature = temperature;
        Version = ClassifierFile.Fingerprint(labels, space, model, temperature);
    }

    /// <summary>Every label this classifier can give, in ordinal order.</summary>
    public IReadOnlyList<string> Labels => _labels;

    /// <summary>Twelve hexadecimal digits that name exactly these weights, so that a replay can say which model decided.</summary>
    public string Version { get; }

    /// <summary>
    /// Trains on labelled texts. The same examples in the same order, options and seed give the same classifier.
    /// </summary>
    /// <exception cref="ArgumentException">There are fewer than two labels, fewer than sixteen examples, or an option out of its range.</exception>
    public static TextClassifier Train(IReadOnlyList<LabelledText> examples, TrainingOptions? options = null, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(examples);
        return ClassifierTraining.Train(examples, options ?? new TrainingOptions(), seed);
    }

    /// <summary>Classifies a text. A text without any known word gets what the training data hold most likely, with little confidence.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="alternatives">How many further labels to name; 0 or more.</param>
    public Classified Classify(string text, int alternatives = 2)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(alternatives);
        var probabilities = Probabilities(text);
        var guesses = new List<LabelGuess>();
        while (guesses.Count < Math.Min(alternatives + 1, _labels.Length))
        {
            var best = Highest(probabilities);
            guesses.Add(new LabelGuess(_labels[best], probabilities[best]));
            probabilities[best] = -1;
        }

        return new Classified(guesses[0].Label, guesses[0].Confidence, guesses[1..]);
    }

    /// <summary>The calibrated probability of every label, in the order of <see cref="Labels"/>; they sum to one.</summary>
    public float[] Probabilities(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var vector = new SparseVector();
        _space.Weigh(text, new FeatureBuffer(), vector);
        var scores = new float[_model.Stride];
        _model.Score(vector, scores);
        var probabilities = scores[.._labels.Length];
        LinearModel.Softmax(probabilities, _temperature);
        return probabilities;
    }

    /// <summary>Writes the classifier to a stream in a compact form of its own.</summary>
    public void Save(Stream stream) => ClassifierFile.Write(stream, _labels, _space, _model, _temperature);

    /// <summary>Reads a classifier that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The stream holds something else.</exception>
    /// <exception cref="EndOfStreamException">The stream ends too early.</exception>
    public static TextClassifier Load(Stream stream) => ClassifierFile.Read(stream);

    private static int Highest(float[] values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
                best = i;
        }

        return best;
    }
}

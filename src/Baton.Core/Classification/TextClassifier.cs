namespace Baton.Core.Classification;

/// <summary>
/// Says what a short text is about: a linear model over words and character n-grams, with calibrated confidence.
/// Immutable, safe for many threads, and the same answer for the same text on every call and every machine.
/// </summary>
public sealed class TextClassifier
{
    /// <summary>Of a longer text only so many characters are read: a decision must not take as long as somebody likes.</summary>
    public const int LongestText = 8_000;

    private const int MostWords = 60;

    private readonly string[] _labels;
    private readonly FeatureSpace _space;
    private readonly LinearModel _model;
    private readonly Confidences _confidences;

    internal TextClassifier(string[] labels, FeatureSpace space, LinearModel model, Confidences confidences)
    {
        (_labels, _space, _model, _confidences) = (labels, space, model, confidences);
        Version = ClassifierFile.Fingerprint(labels, space, model, confidences);
    }

    /// <summary>Every label this classifier can give, in ordinal order.</summary>
    public IReadOnlyList<string> Labels => _labels;

    /// <summary>Twelve hexadecimal digits of a hash over exactly these weights, so that a replay can say which model decided.</summary>
    public string Version { get; }

    /// <summary>
    /// Trains on labelled texts. The same examples, options and seed give the same classifier.
    /// </summary>
    /// <exception cref="ArgumentException">There are fewer than two labels, fewer than sixteen examples, or an option out of its range.</exception>
    public static TextClassifier Train(IReadOnlyList<LabelledText> examples, TrainingOptions? options = null, ulong seed = 1) => ClassifierTraining.Train(examples, options, seed).Classifier;

    /// <summary>Classifies a text. A text without any known word gets what the training data hold most likely, with little confidence.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="alternatives">How many further labels to name; 0 or more.</param>
    public Classified Classify(string text, int alternatives = 2)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(alternatives);
        return Answer(Scores(Cut(text)), alternatives);
    }

    /// <summary>The calibrated probability of every label, in the order of <see cref="Labels"/>; they sum to one.</summary>
    public float[] Probabilities(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var probabilities = Scores(Cut(text));
        LinearModel.Softmax(probabilities, _confidences.Temperature);
        return probabilities;
    }

    /// <summary>How much each word of a text spoke for the label that it is given: what the odds of that label lose when the word is left out. The weightiest first.</summary>
    public IReadOnlyList<WordWeight> Explain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = Tokens.Words(Cut(text).ToString()).Take(MostWords).ToList();
        if (words.Count == 0) return [];
        var scores = Scores(string.Join(' ', words));
        var best = Highest(scores);
        var whole = LogOdds(scores, best);
        return
        [
            .. words.Select((word, at) => new WordWeight(word, whole - LogOdds(Scores(string.Join(' ', words.Where((_, other) => other != at))), best)))
                .OrderByDescending(word => Math.Abs(word.Weight)).ThenBy(word => word.Word, StringComparer.Ordinal),
        ];
    }

    /// <summary>Writes the classifier to a stream in a compact form of its own.</summary>
    public void Save(Stream stream) => ClassifierFile.Write(stream, _labels, _space, _model, _confidences);

    /// <summary>Reads a classifier that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The stream holds something else.</exception>
    /// <exception cref="EndOfStreamException">The stream ends too early.</exception>
    public static TextClassifier Load(Stream stream) => ClassifierFile.Read(stream);

    /// <summary>As much of a text as is read.</summary>
    internal static ReadOnlySpan<char> Cut(string text) => text.AsSpan(0, Math.Min(text.Length, LongestText));

    /// <summary>The answer that raw scores mean; they are used up.</summary>
    internal Classified Answer(float[] scores, int alternatives)
    {
        LinearModel.Softmax(scores, _confidences.Temperature);
        var guesses = new LabelGuess[Math.Min(alternatives + 1, _labels.Length)];
        var likeliest = Highest(scores);
        for (var i = 0; i < guesses.Length; i++)
        {
            var best = i == 0 ? likeliest : Highest(scores);
            guesses[i] = new LabelGuess(_labels[best], Math.Round(scores[best], 4));
            scores[best] = -1;
        }

        return new Classified(guesses[0].Label, guesses[0].Confidence, guesses[1..]) { IsOutOfScope = _confidences.IsOutOfScope(likeliest, guesses[0].Confidence) };
    }

    private float[] Scores(ReadOnlySpan<char> text)
    {
        var vector = new SparseVector();
        _space.Weigh(text, new FeatureBuffer(), vector);
        return _model.Scores(vector);
    }

    // From the scores themselves: a probability of nearly one no longer says how near.
    private double LogOdds(float[] scores, int label)
    {
        var others = scores.Where((_, other) => other != label).ToArray();
        var highest = others.Max();
        return ((scores[label] - highest) / _confidences.Temperature) - ExactMath.Log(others.Sum(score => ExactMath.Exp((score - highest) / _confidences.Temperature)));
    }

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

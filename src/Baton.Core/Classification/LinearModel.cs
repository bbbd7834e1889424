using System.Numerics;
using System.Runtime.InteropServices;

namespace Baton.Core.Classification;

/// <summary>
/// One weight for each feature and class. The classes of one feature lie side by side, padded to whole SIMD vectors,
/// so that scoring only ever adds vectors element by element: the result does not depend on the machine's vector width.
/// </summary>
internal sealed class LinearModel
{
    private const int Padding = 16;

    private readonly float[] _weights;

    public LinearModel(int features, int classes)
    {
        Classes = classes;
        Stride = StrideOf(classes);
        _weights = new float[features * Stride];
        Bias = new float[Stride];
    }

    public int Classes { get; }

    /// <summary>How many numbers a feature has in a model of so many classes.</summary>
    public static int StrideOf(int classes) => (classes + Padding - 1) / Padding * Padding;

    public int Stride { get; }

    public float[] Bias { get; }

    public Span<float> Weights => _weights;

    public Span<float> Row(int feature) => _weights.AsSpan(feature * Stride, Stride);

    /// <summary>Writes the raw score of every class into <paramref name="scores"/>, which is <see cref="Stride"/> long.</summary>
    public void Score(SparseVector vector, Span<float> scores)
    {
        Bias.CopyTo(scores);
        var sums = MemoryMarshal.Cast<float, Vector<float>>(scores);
        var rows = vector.Rows;
        var values = vector.Values;
        for (var i = 0; i < rows.Length; i++)
        {
            var weights = MemoryMarshal.Cast<float, Vector<float>>(Row(rows[i]));
            var value = new Vector<float>(values[i]);
            for (var j = 0; j < weights.Length; j++)
                sums[j] += weights[j] * value;
        }
    }

    /// <summary>The raw score of every class.</summary>
    public float[] Scores(SparseVector vector)
    {
        var scores = new float[Stride];
        Score(vector, scores);
        return scores[..Classes];
    }

    /// <summary>Rounds every weight to 16 bits, as it is stored, so that a loaded model answers exactly as the trained one.</summary>
    public void Round()
    {
        Round(_weights);
        Round(Bias);
    }

    /// <summary>Turns raw scores into probabilities that sum to one; a temperature above one makes them more modest.</summary>
    public static void Softmax(Span<float> scores, float temperature)
    {
        var highest = float.NegativeInfinity;
        foreach (var score in scores)
            highest = MathF.Max(highest, score);

        var sum = 0f;
        foreach (ref var score in scores)
        {
            score = (float)ExactMath.Exp((score - highest) / temperature);
            sum += score;
        }

        foreach (ref var score in scores)
            score /= sum;
    }

    private static void Round(Span<float> weights)
    {
        foreach (ref var weight in weights)
            weight = (float)(Half)weight;
    }
}

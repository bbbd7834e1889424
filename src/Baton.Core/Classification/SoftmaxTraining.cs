using System.Numerics;
using System.Runtime.InteropServices;

namespace Baton.Core.Classification;

/// <summary>Multinomial logistic regression, trained one example at a time with AdaGrad's step per weight and a small L2 pull to zero.</summary>
internal static class SoftmaxTraining
{
    private const float FirstSquare = 1e-2f;

    public static LinearModel Train(TrainingData data, TrainingOptions options, ulong seed, TrainingWatch watch)
    {
        var model = new LinearModel(data.FeatureCount, data.ClassCount);
        var squares = new LinearModel(data.FeatureCount, data.ClassCount);
        squares.Weights.Fill(FirstSquare);
        squares.Bias.AsSpan().Fill(FirstSquare);
        var order = new SeededOrder(seed);
        var errors = new float[model.Stride];
        for (var pass = 0; pass < options.Passes; pass++)
        {
            watch.Step();
            foreach (var example in order.Shuffle(data.Vectors.Length))
            {
                watch.Look();
                model.Score(data.Vectors[example], errors);
                errors.AsSpan(data.ClassCount).Clear();
                LinearModel.Softmax(errors.AsSpan(0, data.ClassCount), temperature: 1);
                Smooth(errors.AsSpan(0, data.ClassCount), data.Classes[example], options.LabelSmoothing);
                Step(model, squares, data.Vectors[example], errors, options);
            }
        }

        return model;
    }

    private static void Smooth(Span<float> errors, int target, float smoothing)
    {
        var share = smoothing / errors.Length;
        foreach (ref var error in errors)
            error -= share;

        errors[target] -= 1 - smoothing;
    }

    private static void Step(LinearModel model, LinearModel squares, SparseVector vector, Span<float> errors, TrainingOptions options)
    {
        var error = MemoryMarshal.Cast<float, Vector<float>>(errors);
        var rate = new Vector<float>(options.Rate);
        var pull = new Vector<float>(options.Decay);
        var rows = vector.Rows;
        var values = vector.Values;
        for (var i = 0; i < rows.Length; i++)
            Move(model.Row(rows[i]), squares.Row(rows[i]), error, new Vector<float>(values[i]), rate, pull);

        Move(model.Bias, squares.Bias, error, Vector<float>.One, rate, Vector<float>.Zero);
    }

    private static void Move(Span<float> weights, Span<float> squares, Span<Vector<float>> error, Vector<float> value, Vector<float> rate, Vector<float> pull)
    {
        var weight = MemoryMarshal.Cast<float, Vector<float>>(weights);
        var square = MemoryMarshal.Cast<float, Vector<float>>(squares);
        for (var j = 0; j < weight.Length; j++)
        {
            var gradient = (error[j] * value) + (pull * weight[j]);
            square[j] += gradient * gradient;
            weight[j] -= rate * gradient / Vector.SquareRoot(square[j]);
        }
    }
}

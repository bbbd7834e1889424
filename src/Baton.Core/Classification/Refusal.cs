namespace Baton.Core.Classification;

/// <summary>
/// Finds from what confidence on a classifier had better say that it does not know: as high as may be while, on examples that it had not seen, hardly any right
/// answer is lost by it. Who wants to be surer of an answer asks for more confidence.
/// </summary>
internal static class Refusal
{
    private const int Steps = 1000;

    // The share of right answers that may be lost. Chosen on the validation part of CLINC150, which nothing is trained or tested on.
    private const double Lost = 0.005;

    /// <param name="scores">Raw scores of examples that the model had not seen.</param>
    /// <param name="classes">Their labels.</param>
    /// <param name="stranger">The label of those that belong to none.</param>
    /// <param name="temperature">Damps the scores.</param>
    public static float Fit(float[][] scores, int[] classes, int stranger, float temperature)
    {
        var answers = scores.Select(raw => Answer(raw, temperature)).ToArray();
        float[] right = [.. answers.Where((answer, example) => answer.Best == classes[example] && answer.Best != stranger).Select(answer => answer.Confidence).Order()];
        var highest = right.Length == 0 ? 0 : right[(int)(right.Length * Lost)];
        return MathF.Floor(highest * Steps) / Steps;
    }

    private static (int Best, float Confidence) Answer(float[] raw, float temperature)
    {
        var probabilities = raw.ToArray();
        LinearModel.Softmax(probabilities, temperature);
        var best = Array.IndexOf(probabilities, probabilities.Max());
        return (best, probabilities[best]);
    }
}

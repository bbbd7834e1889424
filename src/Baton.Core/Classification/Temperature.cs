namespace Baton.Core.Classification;

/// <summary>
/// Finds how much a model's raw scores must be damped so that its confidence is honest: the temperature that makes
/// held-out labels likeliest (Guo et al. 2017), one more text counted that could be anything: however few it has seen and however right it was, a model
/// is never quite sure. Ranking, and so accuracy, is untouched.
/// </summary>
internal static class Temperature
{
    private const double Coldest = 0.05;
    private const double Hottest = 20;
    private const int Narrowings = 40;

    public static float Fit(float[][] scores, int[] classes)
    {
        // The loss has one valley over the logarithm of the temperature: golden-section search walks down into it.
        var shrink = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (ExactMath.Log(Coldest), ExactMath.Log(Hottest));
        for (var i = 0; i < Narrowings; i++)
        {
            var left = high - ((high - low) * shrink);
            var right = low + ((high - low) * shrink);
            if (Loss(scores, classes, ExactMath.Exp(left)) < Loss(scores, classes, ExactMath.Exp(right)))
                high = right;
            else
                low = left;
        }

        return (float)ExactMath.Exp((low + high) / 2);
    }

    private static double Loss(float[][] scores, int[] classes, double temperature)
    {
        var (loss, unknown) = (0.0, 1.0 / (scores.Length + 1));
        for (var i = 0; i < scores.Length; i++)
        {
            var highest = (double)scores[i].Max();
            var sum = scores[i].Sum(score => ExactMath.Exp((score - highest) / temperature));
            var expected = ((1 - unknown) * scores[i][classes[i]]) + (unknown * scores[i].Average());
            loss += ExactMath.Log(sum) - ((expected - highest) / temperature);
        }

        return loss;
    }
}

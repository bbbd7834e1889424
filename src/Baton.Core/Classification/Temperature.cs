namespace Baton.Core.Classification;

/// <summary>
/// Finds how much a model's raw scores must be damped so that its confidence is honest: the temperature that makes
/// held-out labels likeliest (Guo et al. 2017). Ranking, and so accuracy, is untouched.
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
        var (low, high) = (Math.Log(Coldest), Math.Log(Hottest));
        for (var i = 0; i < Narrowings; i++)
        {
            var left = high - ((high - low) * shrink);
            var right = low + ((high - low) * shrink);
            if (Loss(scores, classes, Math.Exp(left)) < Loss(scores, classes, Math.Exp(right)))
                high = right;
            else
                low = left;
        }

        return (float)Math.Exp((low + high) / 2);
    }

    private static double Loss(float[][] scores, int[] classes, double temperature)
    {
        var loss = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            var highest = (double)scores[i].Max();
            var sum = scores[i].Sum(score => Math.Exp((score - highest) / temperature));
            loss += Math.Log(sum) - ((scores[i][classes[i]] - highest) / temperature);
        }

        return loss;
    }
}

using System.Globalization;

namespace Baton.Core.Learning;

/// <summary>What a comparison of two versions says.</summary>
public enum PairedVerdict
{
    /// <summary>There are too few texts, or too few on which they differ, to tell.</summary>
    TooFew,

    /// <summary>The new one is better, and that is hardly chance.</summary>
    Better,

    /// <summary>They cannot be told apart.</summary>
    NoDifference,

    /// <summary>The new one is worse, and that is hardly chance.</summary>
    Worse,
}

/// <summary>
/// Two versions of a model on the same texts, none of which the new one has learned from. Only the texts on which they differ say which is better: if both
/// were as good, each would win about half of those (McNemar's exact test).
/// </summary>
/// <param name="Count">How many texts.</param>
/// <param name="RightBefore">How many the old one has right.</param>
/// <param name="RightAfter">How many the new one has right.</param>
/// <param name="Gained">Right with the new one only.</param>
/// <param name="Lost">Right with the old one only.</param>
/// <param name="P">How likely so uneven a split would be by chance, from 0 to 1.</param>
/// <param name="Verdict">What that means.</param>
public sealed record PairedComparison(int Count, int RightBefore, int RightAfter, int Gained, int Lost, double P, PairedVerdict Verdict)
{
    /// <summary>With fewer texts nothing is said.</summary>
    public const int FewestTexts = 20;

    /// <summary>What is less likely than this is not taken for chance.</summary>
    public const double Chance = 0.05;

    /// <summary>Compares.</summary>
    /// <param name="answers">Of each text: whether the old one, and whether the new one, has it right.</param>
    public static PairedComparison Of(IReadOnlyCollection<(bool Before, bool After)> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var (gained, lost) = (answers.Count(a => !a.Before && a.After), answers.Count(a => a.Before && !a.After));
        var p = ExactP(gained, lost);
        return new PairedComparison(answers.Count, answers.Count(a => a.Before), answers.Count(a => a.After), gained, lost, Math.Round(p, 6), answers.Count < FewestTexts ? PairedVerdict.TooFew
            : p < Chance ? gained > lost ? PairedVerdict.Better : PairedVerdict.Worse : PairedVerdict.NoDifference);
    }

    /// <summary>The figures and what they mean, for people.</summary>
    public string Sentence => Count == 0 ? "There is no message that both can be judged on yet." : string.Create(CultureInfo.InvariantCulture,
        $"On {Count:N0} messages that it did not learn from, {Share(RightAfter)} are right, {Share(RightBefore)} with the version in force: {Gained} gained, {Lost} lost{(Verdict == PairedVerdict.TooFew ? "" : $" (by chance with a probability of {Rounded(P)})")}. {Meaning}");

    private string Meaning => Verdict switch
    {
        PairedVerdict.TooFew => "These are too few to tell which is better.",
        PairedVerdict.Better => "It is better.",
        PairedVerdict.Worse => "It is worse: keep the one in force.",
        _ => "That is no difference that could not be chance.",
    };

    private string Share(int right) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * right / Count:0.#} %");

    private static string Rounded(double p) => p < 0.001 ? "under 0.1 %" : string.Create(CultureInfo.InvariantCulture, $"{p * 100:0.#} %");

    // Two-sided: twice the tail of a fair coin, thrown as often as they differ. In logarithms, since a coin thrown a thousand times has no double.
    private static double ExactP(int gained, int lost)
    {
        var (differ, fewer) = (gained + lost, Math.Min(gained, lost));
        if (differ == 0) return 1;
        double tail = 0, log = -differ * Math.Log(2);
        for (var i = 0; i <= fewer; i++)
        {
            tail += Math.Exp(log);
            log += Math.Log(differ - i) - Math.Log(i + 1);
        }

        return Math.Min(1, 2 * tail);
    }
}

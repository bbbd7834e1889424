namespace Baton.Core.Classification;

/// <summary>How a text feels on the whole.</summary>
public enum SentimentLabel
{
    /// <summary>Upset, worried or angry.</summary>
    Negative,

    /// <summary>Neither, or both in balance.</summary>
    Neutral,

    /// <summary>Content, thankful or delighted.</summary>
    Positive,
}

/// <summary>How a text feels, and the words that say so.</summary>
/// <param name="Score">From -1 (furious) to 1 (delighted).</param>
/// <param name="Label">The score in one word.</param>
/// <param name="Words">The words of feeling that were counted, as written, in order.</param>
public sealed record Feeling(double Score, SentimentLabel Label, IReadOnlyList<string> Words);

/// <summary>
/// Reads the feeling of English text from a list of words, with the rules of speech that change them: what is denied turns around,
/// "very" and capitals strengthen, exclamation marks press, and what follows "but" counts more than what came before.
/// </summary>
public static class Sentiment
{
    private const double Threshold = 0.2;
    private const double Saturation = 12;
    private const int Reach = 3;
    private const double Turned = -0.8;
    private const double Shouted = 1.3;
    private const double Press = 0.12;
    private const int MostMarks = 3;
    private const double BeforeBut = 0.5;
    private const double AfterBut = 1.4;

    /// <summary>Reads the feeling of <paramref name="text"/>; an empty one is neutral.</summary>
    public static Feeling Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<string>();
        var sum = 0.0;
        var isShoutAllAlong = !text.Any(char.IsLower);
        foreach (var clause in Clause.Split(text))
        {
            for (var at = 0; at < clause.Words.Count; at++)
            {
                if (SentimentWords.Strength(clause[at]) is not { } strength)
                    continue;
                var written = text[clause.Words[at].Start..clause.Words[at].End];
                words.Add(written);
                strength *= Around(clause, at);
                if (!isShoutAllAlong && IsShouted(written))
                    strength *= Shouted;
                sum += strength * Pressed(clause);
            }
        }

        var score = sum / Math.Sqrt((sum * sum) + Saturation);
        return new Feeling(score, LabelOf(score), words);
    }

    private static double Around(Clause clause, int at)
    {
        var factor = 1.0;
        for (var before = at - 1; before >= Math.Max(0, at - Reach) && SentimentWords.Strength(clause[before]) is null; before--)
        {
            if (SentimentWords.Denies(clause[before]))
                factor *= Turned;
            else if (before == at - 1)
                factor *= SentimentWords.Change(clause[before]);
        }

        return factor * ButFactor(clause, at);
    }

    private static double ButFactor(Clause clause, int at)
    {
        for (var other = 0; other < clause.Words.Count; other++)
        {
            if (clause[other] is "but" or "however")
                return other < at ? AfterBut : BeforeBut;
        }

        return 1;
    }

    private static double Pressed(Clause clause) => clause.Mark is '!' ? 1 + (Press * Math.Min(clause.Marks, MostMarks)) : 1;

    private static bool IsShouted(string word) => word.Length > 2 && word.All(letter => char.IsUpper(letter) || letter is '\'');

    private static SentimentLabel LabelOf(double score) => score switch
    {
        <= -Threshold => SentimentLabel.Negative,
        >= Threshold => SentimentLabel.Positive,
        _ => SentimentLabel.Neutral,
    };
}

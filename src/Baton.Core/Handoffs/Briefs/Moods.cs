using Baton.Core.Classification;

namespace Baton.Core.Handoffs.Briefs;

/// <summary>How the customer felt over time.</summary>
internal static class Moods
{
    private const int MostTurns = 4;

    /// <summary>The line; null when there is nothing to say beyond calm.</summary>
    public static BriefLine? Line(IReadOnlyList<Said> said)
    {
        var turns = new List<(SentimentLabel Label, Said First)>();
        foreach (var message in said.Where(s => s.ByCustomer))
        {
            var label = Sentiment.Read(message.Text).Label;
            if (turns.Count == 0 || turns[^1].Label != label) turns.Add((label, message));
        }

        if (turns.TrueForAll(turn => turn.Label == SentimentLabel.Neutral)) return null;
        var latest = turns.TakeLast(MostTurns).ToList();
        var now = latest[^1];
        var ending = now.Label == SentimentLabel.Neutral ? "" : " " + Quote.Of(now.First.Text, 80);
        return new BriefLine(BriefKind.Mood, $"Mood: {string.Join(", then ", latest.Select(turn => Word(turn.Label)))}{(latest.Count == 1 ? " throughout" : "")}{ending}", [.. latest.Select(turn => turn.First.Seq)]);
    }

    /// <summary>The feeling in a word.</summary>
    public static string Word(SentimentLabel label) => label switch
    {
        SentimentLabel.Negative => "upset",
        SentimentLabel.Positive => "content",
        _ => "calm",
    };
}

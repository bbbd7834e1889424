using Baton.Core.Classification;
using Baton.Core.Knowledge;
using Baton.Engine.Agents.BuiltIn.Triage;
using Baton.Engine.Knowledge;

namespace Baton.Engine.Agents.BuiltIn.Knowledge;

/// <summary>A proposed answer to a customer.</summary>
/// <param name="Text">The answer.</param>
/// <param name="Article">The id of the article it is taken from.</param>
/// <param name="Confidence">How much of what was asked the article speaks of, from 0 to 1.</param>
public sealed record Draft(string Text, string Article, double Confidence);

/// <summary>Writes a short answer out of what was found: a greeting, the article's own words, an offer of more help. It adds no claim of its own.</summary>
public static class ReplyDraft
{
    private const double LeastScore = 5;
    private const double LeastCoverage = 0.6;
    private const double LeastScoreWhenTriageAgrees = 3;
    private const double LeastCoverageWhenTriageAgrees = 0.35;

    /// <summary>An answer to a question, or null when nothing that was found is about it.</summary>
    /// <param name="hits">What was found, best first.</param>
    /// <param name="firstName">How the customer is called; null when nobody knows.</param>
    /// <param name="label">What triage says the question is about; null when unknown.</param>
    /// <param name="feeling">How the customer feels; null when unknown.</param>
    public static Draft? Write(IReadOnlyList<ArticleHit> hits, string? firstName, string? label = null, SentimentLabel? feeling = null)
    {
        ArgumentNullException.ThrowIfNull(hits);
        // What only continues a conversation, or is about nothing we know, has no answer in an article.
        if (label is TriageExamples.FollowUp or TriageExamples.Other || Best(hits, label) is not { } hit || !IsAnswer(hit, label)) return null;
        var greeting = string.IsNullOrWhiteSpace(firstName) ? "Hello," : $"Hello {firstName.Trim()},";
        var regret = feeling is SentimentLabel.Negative ? "we are sorry for the trouble. " : "thank you for your message. ";
        return new Draft($"{greeting} {regret}{Quote(hit.Article, hit.Passage)}\n\nIs there anything else we can do for you?", hit.Article.Id, hit.Coverage);
    }

    // Of articles that fit about equally well, the one that triage points at.
    private static ArticleHit? Best(IReadOnlyList<ArticleHit> hits, string? label) =>
        hits.FirstOrDefault(hit => hit.Score >= hits[0].Score * 0.8 && hit.Article.Tags.Contains(label)) ?? (hits.Count > 0 ? hits[0] : null);

    private static bool IsAnswer(ArticleHit hit, string? label) => hit.Article.Tags.Contains(label)
        ? hit is { Score: >= LeastScoreWhenTriageAgrees, Coverage: >= LeastCoverageWhenTriageAgrees }
        : hit is { Score: >= LeastScore, Coverage: >= LeastCoverage };

    // A short article is quoted whole, since its passages qualify each other; of a long one the passage that fits, under its heading.
    private static string Quote(Article article, string passage) =>
        article.Passages.Count <= 2 ? string.Join(' ', article.Passages) : $"{article.Title}: {passage}";
}

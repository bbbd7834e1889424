using Baton.Core.Knowledge;

namespace Baton.Engine.Knowledge;

/// <summary>An article that was found.</summary>
/// <param name="Article">The article.</param>
/// <param name="Score">How well it fits, above 0; comparable between answers to the same question only.</param>
/// <param name="Coverage">Share of the question's weight that the article holds, from 0 to 1: how much of what was asked is spoken of at all.</param>
/// <param name="Passage">The paragraph that fits best.</param>
public sealed record ArticleHit(Article Article, double Score, double Coverage, string Passage);

/// <summary>
/// Full-text search over articles, in memory: BM25 on word stems, with the title counted threefold and the tags twofold.
/// Immutable and safe for many threads.
/// </summary>
public sealed class ArticleIndex
{
    private const int TitleWeight = 3;
    private const int TagWeight = 2;

    private readonly (Article Article, StemCounts Stems)[] _articles;
    private readonly StemRarity _rarity;

    /// <summary>Indexes the articles.</summary>
    public ArticleIndex(IEnumerable<Article> articles)
    {
        _articles = [.. articles.Select(article => (article, Count(article)))];
        _rarity = new StemRarity([.. _articles.Select(article => article.Stems)]);
    }

    /// <summary>The articles that fit a question, best first. Equals stand in the order of their ids.</summary>
    /// <param name="text">The question, in the customer's words.</param>
    /// <param name="take">How many at most; 1 or more.</param>
    public IReadOnlyList<ArticleHit> Search(string text, int take = 3)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        var asked = Stem.Of(text).Distinct(StringComparer.Ordinal).ToArray();
        return
        [
            .. _articles.Select(article => Fit(article.Article, article.Stems, asked))
                .Where(hit => hit.Score > 0)
                .OrderByDescending(hit => hit.Score)
                .ThenBy(hit => hit.Article.Id, StringComparer.Ordinal)
                .Take(take),
        ];
    }

    private ArticleHit Fit(Article article, StemCounts stems, string[] asked) => new(
        article,
        _rarity.Score(stems, asked),
        _rarity.Coverage(stems, asked),
        article.Passages.MaxBy(passage => _rarity.Score(StemCounts.Of(passage), asked))!);

    private static StemCounts Count(Article article)
    {
        var stems = new StemCounts();
        stems.Add(article.Title, TitleWeight);
        stems.Add(string.Join(' ', article.Tags), TagWeight);
        foreach (var passage in article.Passages) stems.Add(passage, 1);
        return stems;
    }
}

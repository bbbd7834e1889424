using Baton.Core.Knowledge;
using Baton.Engine.Knowledge;

namespace Baton.Web.Knowledge;

/// <summary>A help article.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Tags">What it is about.</param>
/// <param name="Text">Its paragraphs, apart by empty lines.</param>
/// <param name="Proposed">Whether it waits for a person's word: nobody is answered from it.</param>
/// <param name="Handoff">The case that it came from.</param>
/// <param name="Author">Who wrote or proposed it.</param>
/// <param name="Updated">When.</param>
internal sealed record ArticleItem(string Id, string Title, IReadOnlyList<string> Tags, string Text, bool Proposed, string? Handoff, string Author, DateTimeOffset Updated)
{
    public static ArticleItem Of(ArticleCard card) => new(card.Article.Id, card.Article.Title, card.Article.Tags, card.Article.Text, card.IsProposed, card.Handoff, card.Author, card.Updated);
}

/// <summary>An article as it is to be.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Tags">What it is about; none when left out.</param>
/// <param name="Text">Its paragraphs, apart by empty lines.</param>
/// <param name="Handoff">The case that it came from.</param>
internal sealed record ArticleRequest(string Title, IReadOnlyList<string>? Tags, string Text, string? Handoff);

/// <summary>An article that was found.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Passage">The paragraph that fits best.</param>
/// <param name="Score">How well it fits; comparable within one answer.</param>
/// <param name="Coverage">How much of what was asked it speaks of, 0 to 1.</param>
internal sealed record ArticleFound(string Id, string Title, string Passage, double Score, double Coverage)
{
    public static ArticleFound Of(ArticleHit hit) => new(hit.Article.Id, hit.Article.Title, hit.Passage, Math.Round(hit.Score, 2), Math.Round(hit.Coverage, 3));
}

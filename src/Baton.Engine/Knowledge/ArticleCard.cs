using Baton.Core.Knowledge;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Knowledge;

/// <summary>An article with where it comes from.</summary>
/// <param name="Article">The article.</param>
/// <param name="IsProposed">Whether it waits for a person's word: nobody is answered from it.</param>
/// <param name="Handoff">The case that it came from; null when from none.</param>
/// <param name="Author">Who wrote or proposed it.</param>
/// <param name="Updated">When, UTC.</param>
/// <param name="Seq">Place in the log of the last event about it.</param>
public sealed record ArticleCard(Article Article, bool IsProposed, string? Handoff, string Author, DateTimeOffset Updated, long Seq)
{
    internal static ArticleCard Of(ArticleRow row) =>
        new(Article.Of(row.Id, row.Title, Article.TagsOf(row.Tags), row.Text), row.Proposed, row.Handoff, row.Author, row.Updated.ToTime(), row.Seq);
}

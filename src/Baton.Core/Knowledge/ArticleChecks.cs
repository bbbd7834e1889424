using Baton.Core.Policies;

namespace Baton.Core.Knowledge;

/// <summary>Whether an article can be kept as it is.</summary>
public static class ArticleChecks
{
    /// <summary>The longest id.</summary>
    public const int LongestId = 64;

    /// <summary>The longest title.</summary>
    public const int LongestTitle = 200;

    /// <summary>The longest text.</summary>
    public const int LongestText = 20_000;

    /// <summary>The most tags.</summary>
    public const int MostTags = 20;

    /// <summary>Everything that is wrong with it, each with its place.</summary>
    public static IReadOnlyList<Fault> FaultsOf(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        var faults = new List<Fault>();
        if (FaultOfId(article.Id) is { } id) faults.Add(new Fault("/id", id));
        if (article.Title.Trim().Length is 0 or > LongestTitle) faults.Add(new Fault("/title", $"'title' must be a text of 1 to {LongestTitle} characters: it is what an article is found by first."));
        if (article.Passages.Count == 0 || article.Text.Length > LongestText) faults.Add(new Fault("/text", $"'text' must be a text of 1 to {LongestText} characters, its paragraphs apart by empty lines."));
        if (article.Tags.Count > MostTags || article.Tags.Any(tag => tag.Length is 0 or > LongestId || tag.Contains(',', StringComparison.Ordinal))) faults.Add(new Fault("/tags", $"'tags' must be at most {MostTags} texts of 1 to {LongestId} characters, without commas."));
        return faults;
    }

    /// <summary>What is wrong with an id; null when nothing is.</summary>
    public static string? FaultOfId(string id) => id.Length is > 0 and <= LongestId && id.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-') && id[0] != '-' ? null
        : $"'{id}' is no name of an article: lower-case letters, digits and hyphens, at most {LongestId}, for example cancel-an-order.";

    /// <summary>An id made of a title; <c>article</c> when nothing of it can be used.</summary>
    public static string IdOf(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        var letters = string.Concat(title.ToLowerInvariant().Select(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' ? c : '-'));
        var id = string.Join('-', letters.Split('-', StringSplitOptions.RemoveEmptyEntries));
        return id.Length == 0 ? "article" : id.Length <= LongestId ? id : id[..LongestId].TrimEnd('-');
    }
}

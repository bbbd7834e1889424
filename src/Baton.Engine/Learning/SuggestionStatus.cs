namespace Baton.Engine.Learning;

/// <summary>Where a suggestion stands.</summary>
public static class SuggestionStatus
{
    /// <summary>It waits for an admin.</summary>
    public const string Open = "open";

    /// <summary>An admin accepted it.</summary>
    public const string Accepted = "accepted";

    /// <summary>An admin dismissed it; it comes again only when its evidence has grown by half.</summary>
    public const string Dismissed = "dismissed";

    /// <summary>The evidence does not speak for it any more.</summary>
    public const string Withdrawn = "withdrawn";
}

/// <summary>What is suggested.</summary>
public static class SuggestionKind
{
    /// <summary>A change of the policy.</summary>
    public const string Policy = "policy";

    /// <summary>An article for the knowledge base.</summary>
    public const string Article = "article";

    /// <summary>A retrained version of a classifier.</summary>
    public const string Model = "model";
}

namespace Baton.Core.Knowledge;

/// <summary>A help article: what a business answers, in its own words.</summary>
/// <param name="Id">Its name, for example <c>cancel-an-order</c>.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Tags">What it is about.</param>
/// <param name="Passages">Its paragraphs, in order.</param>
public sealed record Article(string Id, string Title, IReadOnlyList<string> Tags, IReadOnlyList<string> Passages)
{
    private const string Fence = "---";

    /// <summary>The paragraphs with an empty line between them.</summary>
    public string Text => string.Join("\n\n", Passages);

    /// <summary>Makes an article of a text whose paragraphs stand apart by empty lines.</summary>
    public static Article Of(string id, string title, IReadOnlyList<string> tags, string text) => new(id, title.Trim(), tags, PassagesOf(text));

    /// <summary>Reads an article from Markdown: <c>title:</c> and <c>tags:</c> between two lines of dashes, then paragraphs.</summary>
    /// <exception cref="FormatException">The title or the text is missing.</exception>
    public static Article Parse(string id, string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var parts = markdown.ReplaceLineEndings("\n").Split(Fence + "\n", 3);
        if (parts is not ["", var header, var body]) throw new FormatException($"The article {id} does not begin with a header between two lines of dashes.");
        var title = Member(header, "title") ?? throw new FormatException($"The article {id} has no title.");
        var passages = PassagesOf(body);
        if (passages.Length == 0) throw new FormatException($"The article {id} has no text.");
        return new Article(id, title, TagsOf(Member(header, "tags") ?? ""), passages);
    }

    /// <summary>Tags as people type them: words between commas.</summary>
    public static IReadOnlyList<string> TagsOf(string typed) => [.. typed.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    private static string[] PassagesOf(string text) => text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Member(string header, string name) => header.Split('\n')
        .Where(line => line.StartsWith(name + ":", StringComparison.Ordinal))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}

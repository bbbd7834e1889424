using Baton.Core.Knowledge;

namespace Baton.Engine.Knowledge;

/// <summary>The articles that ship with Baton, embedded in this assembly: the rules of an airline and a shop, as help for their customers.</summary>
public static class ShippedArticles
{
    private const string Folder = "Corpus/articles/";

    /// <summary>Every article, in the order of their ids.</summary>
    public static IReadOnlyList<Article> Read() =>
    [
        .. typeof(ShippedArticles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(ReadOne),
    ];

    private static Article ReadOne(string resource)
    {
        using var reader = new StreamReader(typeof(ShippedArticles).Assembly.GetManifestResourceStream(resource)!);
        return Article.Parse(Path.GetFileNameWithoutExtension(resource), reader.ReadToEnd());
    }
}

namespace Baton.Web.Problems;

/// <summary>Ids and references in a path.</summary>
internal static class PathText
{
    /// <summary>The text meant. The server has decoded everything but slashes, which it leaves encoded so that they part nothing.</summary>
    public static string Of(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}

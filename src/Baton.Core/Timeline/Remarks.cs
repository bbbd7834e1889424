using Baton.Core.Events;

namespace Baton.Core.Timeline;

/// <summary>What somebody added in their own words, made fit to stand inside a sentence that ends with its own full stop.</summary>
public static class Remarks
{
    /// <summary>The words after a colon; nothing when there are none.</summary>
    public static string Of(Event e, string member) => Of(e.Data.Text(member));

    /// <summary>The words after a colon; nothing when there are none.</summary>
    public static string Of(string? words) => Ended(words) is { Length: > 0 } said ? ": " + said : "";

    /// <summary>The words without the full stop at their end; an ellipsis, a question and an exclamation stay.</summary>
    public static string Ended(string? words)
    {
        var said = words?.Trim() ?? "";
        return said.EndsWith('.') && !said.EndsWith("..", StringComparison.Ordinal) ? said[..^1].TrimEnd() : said;
    }
}

using System.Globalization;

namespace Baton.Core.Timeline;

/// <summary>Times as RFC 3339 writes them. Nothing else is taken: a looser reading would borrow today's date from the machine's clock.</summary>
public static class Rfc3339
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    /// <summary>The time in UTC; null when the text is none. Without an offset it is UTC; a date alone is its midnight.</summary>
    public static DateTimeOffset? Read(string? text) =>
        text is { Length: >= 10 and <= 40 } && text[4] == '-'
        && DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    /// <summary>The time in UTC, to the last digit that is known of it.</summary>
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}

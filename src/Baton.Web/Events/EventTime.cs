using System.Globalization;
using System.Text.RegularExpressions;

namespace Baton.Web.Events;

/// <summary>Times as RFC 3339 writes them, and nothing looser: a date, a time, and an offset.</summary>
internal static partial class EventTime
{
    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        time = default;
        return text is { Length: <= 60 } && Form().Match(text) is { Success: true } match && DateTimeOffset.TryParse(
            match.Groups["upTo7"].Value.ToUpperInvariant() + match.Groups["offset"].Value.ToUpperInvariant(), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time);
    }

    // Digits of a second beyond the seventh are legal, and too fine for us.
    [GeneratedRegex(@"^(?<upTo7>\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,7})?)\d*(?<offset>[Zz]|[+-]\d{2}:\d{2})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 100)]
    private static partial Regex Form();
}

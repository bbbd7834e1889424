using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Baton.Core.Schemas.Patterns;

/// <summary>The formats that can be asked for. By the standard a <c>format</c> only says what is meant; a schema asks for it with the vocabulary <see cref="Vocabulary"/>.</summary>
internal static partial class Formats
{
    /// <summary>The vocabulary whose presence in the <c>$vocabulary</c> of a schema makes formats count.</summary>
    public const string Vocabulary = "https://json-schema.org/draft/2020-12/vocab/format-assertion";

    private static readonly FrozenDictionary<string, Func<string, bool>> Known = new Dictionary<string, Func<string, bool>>(StringComparer.Ordinal)
    {
        ["date-time"] = IsDateTime,
        ["date"] = text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ["time"] = IsTime,
        ["duration"] = text => Duration().IsMatch(text) && text[^1] is not ('P' or 'T'),
        ["email"] = text => text.Length <= 254 && Email().IsMatch(text),
        ["hostname"] = text => text.Length <= 253 && Hostname().IsMatch(text),
        ["ipv4"] = text => Ipv4().IsMatch(text),
        ["ipv6"] = text => !text.Contains('%', StringComparison.Ordinal) && !text.Contains('[', StringComparison.Ordinal) && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6,
        ["uri"] = text => Uri().IsMatch(text),
        ["uuid"] = text => Guid.TryParseExact(text, "D", out _),
        ["json-pointer"] = text => JsonPointer().IsMatch(text),
        ["regex"] = text => EcmaPattern.Read(text, out _) is not null,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Names => Known.Keys.Order(StringComparer.Ordinal);

    /// <summary>What tells whether a text is written so; null for a format that is not known.</summary>
    public static Func<string, bool>? Find(string name) => Known.GetValueOrDefault(name);

    private static bool IsDateTime(string text) =>
        text.Length > 11 && text[10] is 'T' or 't' && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && IsTime(text[11..]);

    // A leap second is a second of the day's last minute, UTC, wherever one is.
    private static bool IsTime(string text)
    {
        var parts = Time().Match(text);
        if (!parts.Success) return false;
        var (hour, minute, second) = (Part(parts, "hour"), Part(parts, "minute"), Part(parts, "second"));
        var (awayHours, awayMinutes) = (Part(parts, "awayHours"), Part(parts, "awayMinutes"));
        if (hour > 23 || minute > 59 || second > 60 || awayHours > 23 || awayMinutes > 59) return false;
        var away = (awayHours * 60 + awayMinutes) * (parts.Groups["sign"].ValueSpan is "-" ? -1 : 1);
        return second < 60 || ((hour * 60 + minute - away) % 1440 + 1440) % 1440 == 1439;
    }

    private static int Part(Match match, string group) => match.Groups[group] is { Success: true } part ? int.Parse(part.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(\.[0-9]+)?([Zz]|(?<sign>[+-])(?<awayHours>[0-9]{2}):(?<awayMinutes>[0-9]{2}))\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Time();

    [GeneratedRegex(@"^P(?:[0-9]+W|(?:[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)?(?:T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S))?)\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Duration();

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Email();

    [GeneratedRegex(@"^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Hostname();

    [GeneratedRegex(@"^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!\z)|\z)){4}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ipv4();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*(?:#(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Uri();

    [GeneratedRegex(@"^(?:/(?:[^/~]|~[01])*)*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex JsonPointer();
}

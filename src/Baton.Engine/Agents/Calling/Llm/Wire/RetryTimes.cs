using System.Globalization;
using System.Text.RegularExpressions;
using Baton.Core.Timeline;

namespace Baton.Engine.Agents.Calling.Llm.Wire;

/// <summary>How long a server asks to be left alone: <c>Retry-After</c> in seconds or as a date, or in the providers' own headers.</summary>
internal static partial class RetryTimes
{
    /// <summary>Null when it does not say.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider clock)
    {
        // Dates are of the server's own clock, which it says too; ours may be another, and in the demo is.
        var now = response.Headers.Date ?? clock.GetUtcNow();
        var asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => Header(response, "retry-after-ms") is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var ms) && double.IsFinite(ms)
                ? TimeSpan.FromMilliseconds(Math.Clamp(ms, 0, TimeSpan.FromDays(1).TotalMilliseconds))
                : (int)response.StatusCode == 429 ? UsedUp(response, now) : (TimeSpan?)null,
        };
        return asked is { } wait ? wait > TimeSpan.Zero ? wait : TimeSpan.Zero : null;
    }

    // Of what is used up, the one that comes back last.
    private static TimeSpan? UsedUp(HttpResponseMessage response, DateTimeOffset now)
    {
        TimeSpan? longest = null;
        foreach (var what in (string[])["requests", "tokens"])
        {
            if (Header(response, $"x-ratelimit-remaining-{what}") == "0" && Duration(Header(response, $"x-ratelimit-reset-{what}")) is { } wait) longest = Max(longest, wait);
            if (Header(response, $"anthropic-ratelimit-{what}-remaining") == "0" && Rfc3339.Read(Header(response, $"anthropic-ratelimit-{what}-reset")) is { } at) longest = Max(longest, at - now);
        }

        return longest;
    }

    private static TimeSpan Max(TimeSpan? one, TimeSpan other) => one > other ? one.Value : other;

    // As OpenAI writes it: 6m0s, 1.5s, 20ms.
    private static TimeSpan? Duration(string? text)
    {
        if (text is null || !Whole().IsMatch(text)) return null;
        var sum = TimeSpan.Zero;
        foreach (Match part in Part().Matches(text))
        {
            var number = double.Parse(part.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            sum += part.Groups["unit"].ValueSpan switch
            {
                "ms" => TimeSpan.FromMilliseconds(number),
                "s" => TimeSpan.FromSeconds(number),
                "m" => TimeSpan.FromMinutes(number),
                _ => TimeSpan.FromHours(number),
            };
        }

        return sum;
    }

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    [GeneratedRegex(@"^(\d{1,6}(\.\d{1,9})?(ms|s|m|h))+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<number>\d{1,6}(\.\d{1,9})?)(?<unit>ms|s|m|h)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();
}

using System.Globalization;
using Baton.Engine.Timeline;
using Microsoft.AspNetCore.WebUtilities;

namespace Baton.Web.Timeline;

/// <summary>The timeline's state as it stands in its address, so that every view can be linked, reloaded and bookmarked.</summary>
public static class TimelineUrl
{
    public const string Path = "/timeline";

    /// <summary>The filters as chips show them: their name in the address, their label, their value.</summary>
    public static IEnumerable<(string Name, string Label, string Value)> Chips(TimelineFilter filter) =>
        new (string Name, string Label, string? Value)[]
        {
            ("customer", "customer", filter.Customer),
            ("agent", "agent", filter.Agent),
            ("kind", "kind", filter.Kind),
            ("type", "type", filter.Type),
            ("verdict", "verdict", filter.Verdict),
            ("rule", "rule", filter.Rule),
            ("handoff", "handoff", filter.Handoff),
            ("run", "run", filter.Run),
            ("outcome", "outcome", filter.Outcome),
            ("q", "words", filter.Query),
            ("from", "from", Moment(filter.From)),
            ("to", "until", Moment(filter.To)),
        }.Where(c => c.Value is not null).Select(c => (c.Name, c.Label, c.Value!));

    /// <summary>The address of a filter, for links from everywhere.</summary>
    public static string Of(TimelineFilter filter, long? seq = null)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["customer"] = filter.Customer,
            ["agent"] = filter.Agent,
            ["kind"] = filter.Kind,
            ["type"] = filter.Type,
            ["verdict"] = filter.Verdict,
            ["rule"] = filter.Rule,
            ["handoff"] = filter.Handoff,
            ["run"] = filter.Run,
            ["outcome"] = filter.Outcome,
            ["q"] = filter.Query,
            ["from"] = Exact(filter.From),
            ["to"] = Exact(filter.To),
            ["seq"] = seq?.ToString(CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString(Path, query.Where(p => p.Value is not null));
    }

    /// <summary>A time as the address writes it.</summary>
    public static string? Exact(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads such a time; anything else filters nothing.</summary>
    public static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static string? Moment(DateTimeOffset? time) => time?.UtcDateTime.ToString("d MMM HH:mm 'UTC'", CultureInfo.InvariantCulture);
}

using System.Globalization;
using Baton.Engine.Timeline;
using Baton.Web.Frame.Look;

namespace Baton.Web.Timeline;

/// <summary>One facet as the left side shows it.</summary>
/// <param name="Title">"Type".</param>
/// <param name="Name">What it is called in the address.</param>
/// <param name="Values">The values with their counts, most frequent first.</param>
public sealed record FacetList(string Title, string Name, IReadOnlyList<FacetValue> Values);

/// <summary>One value of a facet.</summary>
/// <param name="Value">As the address says it.</param>
/// <param name="Text">As people say it.</param>
/// <param name="Share">Its share of the rows looked at, 0 to 1.</param>
/// <param name="IsChosen">Whether it is the filter in force.</param>
/// <param name="Mark">For verdicts, their mark.</param>
public sealed record FacetValue(string Value, string Text, int Count, double Share, bool IsChosen, MarkKind? Mark = null);

/// <summary>Facets in the words of the screen.</summary>
public static class FacetLists
{
    /// <summary>The facets that have something to choose.</summary>
    public static IReadOnlyList<FacetList> Of(Facets facets, TimelineFilter filter) =>
    [
        .. new[]
        {
            List("Verdict", "verdict", facets, facets.Verdicts, filter.Verdict, VerdictWord),
            List("Type", "type", facets, facets.Types, filter.Type, EventWords.What),
            List("Agent", "agent", facets, facets.Agents, filter.Agent, v => v),
            List("Rule", "rule", facets, facets.Rules, filter.Rule, EventWords.Rule),
        }.Where(l => l.Values.Count > 0),
    ];

    /// <summary>Over what was counted, said beside the counts.</summary>
    public static string Over(Facets facets) => facets.IsAll
        ? string.Create(CultureInfo.InvariantCulture, $"Counted over all {facets.Looked:N0} rows.")
        : string.Create(CultureInfo.InvariantCulture, $"Counted over the newest {facets.Looked:N0} rows of this view.");

    private static FacetList List(string title, string name, Facets facets, IReadOnlyList<FacetCount> counts, string? chosen, Func<string, string> words) => new(title, name,
        [.. counts.Select(c => new FacetValue(c.Value, words(c.Value), c.Count, (double)c.Count / Math.Max(1, facets.Looked), c.Value == chosen, name == "verdict" ? EventWords.Mark(c.Value) : null))]);

    private static string VerdictWord(string verdict) => verdict switch
    {
        "allow" => "Allowed",
        "delay" => "Delayed",
        "suppress" => "Suppressed",
        "escalate" => "Escalated",
        _ => verdict,
    };
}

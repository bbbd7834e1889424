using Baton.Core.Events;
using Baton.Engine.Storage.Facets;

namespace Baton.Engine.Timeline;

/// <summary>Filters as questions to the index of facets.</summary>
internal static class FilterFacets
{
    /// <summary>What the index is asked for a filter, its words and outcome aside; null when it filters by no facet.</summary>
    public static FacetQuery? Of(FacetIndex index, string workspace, TimelineFilter filter)
    {
        var all = new List<AnyOf>();
        foreach (var (facet, value) in new[]
        {
            (Facet.Customer, filter.Customer), (Facet.Run, filter.Run), (Facet.Handoff, filter.Handoff), (Facet.Rule, filter.Rule), (Facet.Agent, filter.Agent), (Facet.Verdict, filter.Verdict),
        })
        {
            if (value is not null) all.Add(new AnyOf(facet, [value]));
        }

        if (filter.Type is { } type) all.Add(new AnyOf(Facet.Type, type.EndsWith('*') ? index.Values(workspace, Facet.Type, type[..^1]) : [type]));
        if (filter.Kind is { } kind) all.Add(new AnyOf(Facet.Type, EventKinds.TypesOf(kind) is { Count: > 0 } own ? own : FromOutside(index, workspace)));
        return all.Count == 0 ? null : new FacetQuery(workspace, all);
    }

    /// <summary>Whether an entry that was found otherwise has everything that a filter asks for, its times and words aside.</summary>
    public static bool Matches(this TimelineEntry entry, TimelineFilter filter) =>
        (filter.Customer is null || entry.Customer == filter.Customer)
        && (filter.Agent is null || entry.Agent == filter.Agent)
        && (filter.Type is not { } type || (type.EndsWith('*') ? entry.Type.StartsWith(type[..^1], StringComparison.Ordinal) : entry.Type == type))
        && (filter.Verdict is null || entry.Verdict == filter.Verdict)
        && (filter.Rule is null || entry.Rule == filter.Rule)
        && (filter.Handoff is null || entry.Handoff == filter.Handoff)
        && (filter.Run is null || entry.Run == filter.Run)
        && (filter.Kind is null || EventKinds.Of(entry.Type) == filter.Kind)
        && (filter.OutcomeWanted is not { } outcome || entry.Outcome == outcome);

    private static IReadOnlyList<string> FromOutside(FacetIndex index, string workspace) =>
        [.. index.Values(workspace, Facet.Type).Where(type => !type.StartsWith(EventTypes.Reserved, StringComparison.Ordinal))];
}

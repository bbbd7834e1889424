using System.Collections.Concurrent;
using System.Collections.Immutable;
using Baton.Core.Agents;
using Baton.Core.Conditions;
using Baton.Core.Policies;
using Baton.Engine.Storage.Lookups;

namespace Baton.Engine.Policies;

/// <summary>Collects what is offered to somebody who writes a rule. Reading a thousand rows takes a moment, so it is done aside, and again only after something happened.</summary>
public sealed class OffersDesk(Configurations configurations, LogLookups lookups)
{
    private static readonly Lazy<ImmutableArray<string>> Zones = new(() =>
        [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id is "UTC" || id.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal)]);

    private readonly ConcurrentDictionary<string, Collected> _collected = new(StringComparer.Ordinal);

    /// <summary>What is offered in a workspace at this moment.</summary>
    public Task<Offers> OfAsync(string workspace, CancellationToken cancel = default) => Task.Run(() => Of(workspace), cancel);

    private Offers Of(string workspace)
    {
        var config = configurations.Of(workspace);
        AgentDefinition[] agents = [.. config.Agents.Values.OrderBy(agent => agent.Name, StringComparer.Ordinal)];
        return new Offers
        {
            Seen = SeenIn(workspace),
            Agents = [.. agents.Select(agent => agent.Name)],
            Departments = Named([.. config.Policy.Departments, .. agents.Select(agent => agent.Department)]),
            Queues = [.. Named([.. agents.Select(agent => agent.Queue), .. QueuesOf(config.Policy)]).Order(StringComparer.Ordinal)],
            ActionKinds = Named(agents.SelectMany(agent => agent.MayPropose ?? []).Where(kind => !kind.EndsWith('*'))),
            Models = config.Models.ToImmutableSortedDictionary(model => model.Key, model => model.Value.Labels.ToImmutableArray(), StringComparer.Ordinal),
            TimeZones = Zones.Value,
        };
    }

    private ObservedFields SeenIn(string workspace)
    {
        var last = lookups.LastSeq();
        if (_collected.TryGetValue(workspace, out var before) && before.LastSeq == last) return before.Seen;
        var seen = NewestRows.Of(lookups, workspace).SeenWithCustomers();
        _collected[workspace] = new Collected(last, seen);
        return seen;
    }

    private static IEnumerable<string> QueuesOf(Policy policy) =>
        policy.Routing.Select(rule => rule.Queue).Concat(policy.Approvals.Select(rule => rule.Queue)).Concat(policy.Guardrails.Select(rule => rule.Queue)).OfType<string>();

    private static ImmutableArray<string> Named(IEnumerable<string> names) => [.. names.Distinct(StringComparer.OrdinalIgnoreCase)];

    private sealed record Collected(long LastSeq, ObservedFields Seen);
}

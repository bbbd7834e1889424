using System.Collections.Immutable;
using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;

namespace Baton.Core.Routing;

/// <summary>Finds the routing rule for an event: the first that matches.</summary>
public static class Router
{
    /// <summary>The rule that takes the event, or null; and where those before it would have sent it that are only tried.</summary>
    public static (RoutingRule? Rule, ImmutableArray<WouldHave> Would) Find(Event e, CustomerState customer, WorkspaceConfig config, DateTimeOffset now)
    {
        var own = e.Type.StartsWith(EventTypes.Reserved, StringComparison.Ordinal);
        var facts = new Facts(now, customer, Event: e, Agent: config.Agent(e.Agent));
        ImmutableArray<WouldHave> would = [];
        foreach (var rule in config.Policy.Routing)
        {
            // Baton's own events go only where a rule names their type, or a rule about a word would catch its own effects.
            if (!rule.Enabled || own && !rule.NamesOwnEvents || !rule.When.Holds(facts)) continue;
            if (rule.DecidesFor(customer.Id)) return (rule, would);
            would = would.Add(new WouldHave(rule.Id, rule.Target, rule.GroupOf(customer.Id)));
        }

        return (null, would);
    }

    /// <summary>The route that a rule makes, with its reason.</summary>
    public static Route Route(RoutingRule rule, Policy policy) => new(rule.Id, policy.Version, rule.Agent, rule.Queue,
        $"Rule {rule.Id}: {rule.When.Sentence}.");
}

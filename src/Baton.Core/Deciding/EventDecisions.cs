using Baton.Core.Agents;
using Baton.Core.Classification;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Policies;
using Baton.Core.Routing;
using Baton.Core.Timeline;

namespace Baton.Core.Deciding;

/// <summary>Facts from outside: a wish for a person comes first, then a person who owns the case, then the routing rules.</summary>
internal static class EventDecisions
{
    public static Decision Decide(CustomerState state, Event e, WorkspaceConfig config)
    {
        if (e.Type == EventTypes.MessageReceived)
        {
            if (state.Owned is { Owner: var owner }) return new Decision { Sentence = $"{Occurrences.InFull(e, department: null)}; {owner} has the case and answers." };
            if (PersonWish.Find(e.Text!) is { } wish) return Wished(state, e, config, wish.Words.TrimEnd('.'));
        }

        var happened = Occurrences.InFull(e, config.Agent(e.Agent)?.Department);
        var (found, would) = Router.Find(e, state, config, e.Received);
        if (found is null) return Unrouted(e, happened) with { Would = would };
        var routed = Routed(state, e, found, config);
        return routed with { Sentence = $"{happened}. {routed.Sentence}", Would = would };
    }

    /// <summary>Gives the event to the agent or the people that a rule names.</summary>
    public static Decision Routed(CustomerState state, Event e, RouteFound found, WorkspaceConfig config)
    {
        var (rule, route, why) = (found.Rule, Router.Route(found, config.Policy), "");
        if (rule.Pool is { } pool)
        {
            var choice = PoolChoice.Of(rule, pool, e, config);
            (rule, why) = (rule with { Pool = null, Agent = choice.Agent, Queue = choice.Queue }, ": " + choice.Why);
            route = route with { Agent = choice.Agent, Queue = choice.Queue, Reason = $"{Remarks.Ended(route.Reason)}; {choice.Why}.", Pick = choice.Why };
        }

        if (rule.Queue is { } queue)
        {
            var title = e.Text is { Length: > 0 } text ? Short(text) : $"A “{e.Type}” to look at";
            return new Decision { Sentence = $"To the people of {queue} (rule {rule.Id}){why}.", Route = route, Handoffs = [HandoffNotes.Open(state, e, config, HandoffCause.Routed, queue, title, route.Reason, rule.Priority, rule: "routing:" + rule.Id)] };
        }

        if (e.Depth > Decider.MaxDepth) return Circle(state, e, config);
        var waits = config.Agent(rule.Agent) switch
        {
            null => " It waits: no agent of that name is defined yet.",
            { Paused: true } => " It waits: the agent is paused.",
            { DrainsFrom: not null } => " It waits: the agent drains.",
            _ => "",
        };
        return new Decision { Sentence = $"To {rule.Agent} (rule {rule.Id}){why}.{waits}", Route = route, Tasks = [TaskDecisions.Give(state, e, rule.Agent!, rule.Priority, config)] };
    }

    private static Decision Wished(CustomerState state, Event e, WorkspaceConfig config, string words) =>
        state.Handoffs.FirstOrDefault(h => h.Cause == HandoffCause.AskedForPerson) is { } open
            ? new Decision { Sentence = $"The customer asks for a person again (“{words}”); that waits already in {open.Queue}." }
            : new Decision
            {
                Sentence = $"The customer asks for a person: “{words}”.",
                Handoffs = [HandoffNotes.Open(state, e, config, HandoffCause.AskedForPerson, "general", Short(e.Text!), $"The customer asks for a person: “{words}”.", Priority.High)],
            };

    private static Decision Circle(CustomerState state, Event e, WorkspaceConfig config) => new()
    {
        Sentence = $"Stopped after {Decider.MaxDepth} steps: agents go round in a circle.",
        Handoffs = [HandoffNotes.Open(state, e, config, HandoffCause.Loop, "general", "Agents go round in a circle", $"One event led to {Decider.MaxDepth} steps, each caused by the one before.", Priority.High)],
    };

    private static Decision Unrouted(Event e, string happened) => Understanding.IsComplete(e.Type)
        ? new Decision { Sentence = happened + "." }
        : new Decision { Sentence = happened + "; no routing rule wants it.", Outcome = EventOutcome.Unrouted };

    private static string Short(string text) => Occurrences.Excerpt(text, 120);
}

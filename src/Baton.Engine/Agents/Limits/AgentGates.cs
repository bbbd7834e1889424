using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Timeline;
using Baton.Engine.Policies;

namespace Baton.Engine.Agents.Limits;

/// <summary>
/// The limits of every agent that Baton calls. Each call enters here first; whoever is let in goes through the agent's breaker and time limit. What one node's calls
/// showed is known to that node: breakers, rates and numbers at the same time are per node, budgets are the workspace's.
/// </summary>
public sealed class AgentGates(Configurations configurations, Budgets budgets, AgentNotices notices, TimeProvider clock)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentDictionary<AgentKey, AgentGate> _gates = new();

    private Action<AgentKey>? _reopened;

    /// <summary>Raised when an agent's tasks need not wait any longer.</summary>
    internal event Action<AgentKey>? Reopened
    {
        add
        {
            _reopened += value;
            budgets.Freed += value;
        }

        remove
        {
            _reopened -= value;
            budgets.Freed -= value;
        }
    }

    /// <summary>How the breaker of an agent stands on this node.</summary>
    public BreakerStanding StandingOf(string workspace, string agent) => _gates.TryGetValue(new AgentKey(workspace, agent), out var gate) ? gate.Standing : new BreakerStanding(BreakerState.Closed);

    /// <summary>Asks whether a call may begin now. To be disposed when its result is on disk.</summary>
    internal Entry Enter(string workspace, AgentDefinition agent)
    {
        var key = new AgentKey(workspace, agent.Name);
        if (!_gates.TryGetValue(key, out var gate)) gate = _gates.GetOrAdd(key, new AgentGate(clock, standing => Tell(key, standing)));
        // A task ends on the version it began with; what the agent may do is what it may do now.
        var now = configurations.Of(workspace).Agent(agent.Name)?.Limits;
        var pipeline = gate.PipelineFor(now?.Breaker, agent.Timeout);
        if (now is not { } limits) return Entry.Go(pipeline, leave: null);
        if (gate.Standing is { State: BreakerState.Open, NextTry: { } next } && next > clock.GetUtcNow()) return LeftAlone(workspace, agent, next);
        if (budgets.Enter(key, limits, agent.Llm, out var leave) is { } used) return used;
        if (gate.NotBefore(limits) is not { } until) return Entry.Go(pipeline, leave);
        leave?.Invoke();
        return Entry.Wait(until);
    }

    /// <summary>What becomes of a task whose agent is left alone: its fallback gets it at once; without one it waits, and no try of it is used up.</summary>
    internal Entry LeftAlone(string workspace, AgentDefinition agent, DateTimeOffset nextTry)
    {
        var agents = configurations.Of(workspace).Agents;
        if (agent.Fallback is { } fallback && agents.ContainsKey(fallback) && AgentChains.MayGo(agent.Name, fallback, agents)) return Entry.Refuse($"it failed too often and is left alone until {Spans.Moment(nextTry)}");
        var soonest = clock.GetUtcNow() + ShortestWait;
        return Entry.Wait(nextTry > soonest ? nextTry : soonest);
    }

    /// <summary>The same, when the breaker itself said so: while one call tries, the others wait for what comes of it.</summary>
    internal Entry LeftAlone(string workspace, AgentDefinition agent, TimeSpan? wait) => LeftAlone(workspace, agent, clock.GetUtcNow() + (wait ?? agent.Limits?.Breaker?.Break ?? ShortestWait));

    private void Tell(AgentKey key, BreakerStanding standing)
    {
        if (standing.State == BreakerState.Closed) _reopened?.Invoke(key);
        notices.Tell(key.Workspace, EventTypes.AgentBreaker, $"breaker.{key.Agent}.{Guid.CreateVersion7():N}", new JsonObject
        {
            ["name"] = key.Agent,
            ["department"] = configurations.Of(key.Workspace).Agent(key.Agent)?.Department,
            ["state"] = standing.State == BreakerState.Closed ? "closed" : "open",
            ["until"] = standing.NextTry,
            ["why"] = standing.Why,
        });
    }
}

using Baton.Engine.Policies;

namespace Baton.Engine.Agents.Limits;

/// <summary>How an agent that Baton calls stands, on this node and now.</summary>
/// <param name="Breaker">Whether it is left alone.</param>
/// <param name="AtWork">Tasks at work.</param>
/// <param name="Waiting">Tasks that wait for their turn or for their time.</param>
/// <param name="NotBefore">Until when none of them starts, because of its breaker, its rate or its budget, UTC; null when they may start.</param>
public sealed record AgentHealth(BreakerStanding Breaker, int AtWork, int Waiting, DateTimeOffset? NotBefore);

/// <summary>How agents stand towards their limits, for pages.</summary>
public sealed class AgentHealths(AgentGates gates, Dispatcher dispatcher, Configurations configurations)
{
    /// <summary>One agent; null when it is not defined, or not called by Baton.</summary>
    public AgentHealth? Of(string workspace, string agent)
    {
        if (configurations.Of(workspace).Agent(agent) is not { IsCalled: true }) return null;
        var (atWork, waiting, notBefore) = dispatcher.LoadOf(workspace, agent);
        return new AgentHealth(gates.StandingOf(workspace, agent), atWork, waiting, notBefore);
    }
}

using System.Collections.Concurrent;

namespace Baton.Engine.Agents;

/// <summary>The calls that are under way, by their agents, so that stopping an agent breaks off all of its calls at once.</summary>
internal sealed class CallsUnderway : IDisposable
{
    private readonly ConcurrentDictionary<AgentKey, CancellationTokenSource> _agents = new();

    /// <summary>Cancelled when the agent is stopped. Take it before looking whether the agent may work, or a stop between the two is missed.</summary>
    public CancellationToken Of(AgentKey agent) => _agents.GetOrAdd(agent, _ => new CancellationTokenSource()).Token;

    /// <summary>Breaks off every call of the agent that is under way. Later ones are not touched.</summary>
    public void Break(AgentKey agent)
    {
        // Not disposed: who just took its token may still be about to register with it.
        if (_agents.TryRemove(agent, out var calls)) calls.Cancel();
    }

    public void Dispose()
    {
        foreach (var calls in _agents.Values) calls.Dispose();
    }
}

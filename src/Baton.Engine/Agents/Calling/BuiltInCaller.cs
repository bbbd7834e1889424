using System.Collections.Frozen;
using Baton.Core.Agents;

namespace Baton.Engine.Agents.Calling;

/// <summary>Calls the agents that run inside Baton.</summary>
internal sealed class BuiltInCaller(IEnumerable<IBuiltInAgent> agents) : IAgentCaller
{
    private readonly FrozenDictionary<string, IBuiltInAgent> _agents = agents.ToFrozenDictionary(a => a.Name, StringComparer.Ordinal);

    public AgentKind Kind => AgentKind.BuiltIn;

    public Task<AgentAnswer> CallAsync(AgentCall call, CancellationToken cancel)
    {
        var name = call.Agent.BuiltIn ?? call.Agent.Name;
        return _agents.TryGetValue(name, out var agent) ? agent.WorkAsync(call.Work, cancel) : Task.FromResult(AgentAnswer.Failure($"There is no built-in agent called {name}.") with { IsFinal = true });
    }
}

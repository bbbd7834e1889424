using Baton.Core.Agents;
using Baton.Engine.Clocks;
using Polly;

namespace Baton.Engine.Agents.Limits;

/// <summary>What one agent's calls go through: its breaker, its rate and its time limit. What it remembers outlives a change of the definition that leaves the limit in question as it was.</summary>
internal sealed class AgentGate(TimeProvider clock, Action<BreakerStanding> changed)
{
    private static readonly BreakerStanding Closed = new(BreakerState.Closed);
    private readonly Lock _gate = new();
    private readonly CallWindow _calls = new();
    private AgentDefinition? _agent;
    private Breaker? _breaker;
    private ResiliencePipeline<AgentAnswer> _pipeline = ResiliencePipeline<AgentAnswer>.Empty;

    /// <summary>How its breaker stands; closed when it has none.</summary>
    public BreakerStanding Standing => Volatile.Read(ref _breaker)?.Standing ?? Closed;

    /// <summary>What a call goes through, as the agent is defined now.</summary>
    public ResiliencePipeline<AgentAnswer> PipelineFor(AgentDefinition agent)
    {
        if (ReferenceEquals(Volatile.Read(ref _agent), agent)) return _pipeline;
        lock (_gate)
        {
            if (_breaker?.Limits != agent.Limits?.Breaker) _breaker = agent.Limits?.Breaker is { } limits ? new Breaker(limits, clock, changed) : null;
            var steps = new ResiliencePipelineBuilder<AgentAnswer> { TimeProvider = clock };
            if (_breaker is { } breaker) steps.AddPipeline(breaker.Pipeline);
            _pipeline = steps.AddTimeout(agent.Timeout).Build();
            Volatile.Write(ref _agent, agent);
            return _pipeline;
        }
    }

    /// <summary>Begins a call as far as the rate goes, or says when one may begin.</summary>
    public DateTimeOffset? NotBefore(AgentDefinition agent) => _calls.NotBefore(clock.GetUtcNow().ToUnix(), agent.Limits?.PerMinute)?.ToTime();
}

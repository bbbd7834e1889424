using Baton.Core.Agents;
using Baton.Engine.Clocks;
using Polly;

namespace Baton.Engine.Agents.Limits;

/// <summary>What one agent's calls go through: its breaker, its rate and its time limit. What it remembers outlives every change of the definition that leaves the breaker's limits as they were.</summary>
internal sealed class AgentGate(TimeProvider clock, Action<BreakerStanding> changed)
{
    private static readonly BreakerStanding Closed = new(BreakerState.Closed);
    private readonly Lock _gate = new();
    private readonly CallWindow _calls = new();
    private Dictionary<TimeSpan, ResiliencePipeline<AgentAnswer>> _pipelines = [];
    private Breaker? _breaker;

    /// <summary>How its breaker stands; closed when it has none.</summary>
    public BreakerStanding Standing => Volatile.Read(ref _breaker)?.Standing ?? Closed;

    /// <summary>What a call goes through: the breaker, if there is one, and inside it the time limit.</summary>
    /// <param name="limits">When the agent is left alone; null for never.</param>
    /// <param name="timeout">How long the call may take. Versions of one agent may differ in it.</param>
    public ResiliencePipeline<AgentAnswer> PipelineFor(BreakerLimits? limits, TimeSpan timeout)
    {
        lock (_gate)
        {
            if (_breaker?.Limits != limits) (_breaker, _pipelines) = (limits is null ? null : new Breaker(limits, clock, changed), []);
            if (_pipelines.TryGetValue(timeout, out var known)) return known;
            var steps = new ResiliencePipelineBuilder<AgentAnswer> { TimeProvider = clock };
            if (_breaker is { } breaker) steps.AddPipeline(breaker.Pipeline);
            return _pipelines[timeout] = steps.AddTimeout(timeout).Build();
        }
    }

    /// <summary>Begins a call as far as the rate goes, or says when one may begin.</summary>
    public DateTimeOffset? NotBefore(AgentLimits limits) => _calls.NotBefore(clock.GetUtcNow().ToUnix(), limits.PerMinute)?.ToTime();
}

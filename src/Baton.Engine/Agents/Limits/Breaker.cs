using Baton.Core.Agents;
using Baton.Engine.Storage;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Baton.Engine.Agents.Limits;

/// <summary>Whether an agent is called or left alone.</summary>
public enum BreakerState
{
    /// <summary>It is called as usual.</summary>
    Closed,

    /// <summary>It failed too often and is left alone.</summary>
    Open,

    /// <summary>One call tries whether it works again.</summary>
    HalfOpen,
}

/// <summary>How a breaker stands.</summary>
/// <param name="State">Its state.</param>
/// <param name="Since">Since when the agent has been left alone, UTC; null while it is called as usual.</param>
/// <param name="NextTry">When one call may try again, UTC; null while it is called as usual.</param>
/// <param name="Why">What the last failed call said; null while it is called as usual.</param>
/// <param name="Failed">How many calls failed before it opened; 0 while it is called as usual.</param>
/// <param name="Calls">Of so many.</param>
public sealed record BreakerStanding(BreakerState State, DateTimeOffset? Since = null, DateTimeOffset? NextTry = null, string? Why = null, int Failed = 0, int Calls = 0);

/// <summary>Leaves an agent alone that fails too often. The counting and the states are Polly's; this remembers since when, and tells once when it opens and once when it has closed again.</summary>
internal sealed class Breaker
{
    private static readonly BreakerStanding Closed = new(BreakerState.Closed);
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly TimeProvider _clock;
    private readonly Action<BreakerStanding> _changed;
    private BreakerStanding _standing = Closed;
    private (int Failed, int Calls) _counted;

    /// <param name="limits">When it opens, and for how long.</param>
    /// <param name="clock">The app's clock.</param>
    /// <param name="changed">Told when it opens and when it closes again; not of tries between.</param>
    public Breaker(BreakerLimits limits, TimeProvider clock, Action<BreakerStanding> changed)
    {
        (Limits, _clock, _changed) = (limits, clock, changed);
        Pipeline = new ResiliencePipelineBuilder<AgentAnswer> { TimeProvider = clock }.AddCircuitBreaker(new CircuitBreakerStrategyOptions<AgentAnswer>
        {
            FailureRatio = limits.FailureShare,
            SamplingDuration = limits.Window,
            MinimumThroughput = limits.LeastCalls,
            BreakDurationGenerator = Break,
            StateProvider = _state,
            ShouldHandle = call => ValueTask.FromResult(IsFailure(call.Outcome)),
            OnOpened = Opened,
            OnClosed = Reclosed,
        }).Build();
    }

    /// <summary>What it was made with.</summary>
    public BreakerLimits Limits { get; }

    /// <summary>Calls go through this.</summary>
    public ResiliencePipeline<AgentAnswer> Pipeline { get; }

    /// <summary>How it stands.</summary>
    public BreakerStanding Standing => Volatile.Read(ref _standing) is var standing && standing.State != BreakerState.Closed && _state.CircuitState == CircuitState.HalfOpen ? standing with { State = BreakerState.HalfOpen } : standing;

    // That it refuses this one task says nothing of the next; that the database was away is not its doing.
    private static bool IsFailure(Outcome<AgentAnswer> outcome) => outcome.Exception is { } e ? e is not OperationCanceledException && !Absence.Is(e) : outcome.Result is { Status: ResultStatus.Failure, IsFinal: false };

    // The only place where the counting says what it counted; asked right before it opens.
    private ValueTask<TimeSpan> Break(BreakDurationGeneratorArguments counted)
    {
        if (_standing.State == BreakerState.Closed) _counted = (counted.FailureCount, counted.FailureRate > 0 ? (int)Math.Round(counted.FailureCount / counted.FailureRate) : counted.FailureCount);
        return ValueTask.FromResult(Limits.Break);
    }

    private ValueTask Opened(OnCircuitOpenedArguments<AgentAnswer> call)
    {
        var (now, known) = (_clock.GetUtcNow(), _standing);
        var why = call.Outcome.Exception is TimeoutRejectedException ? "no answer in time" : call.Outcome.Result?.Detail ?? call.Outcome.Exception?.Message;
        Set(new BreakerStanding(BreakerState.Open, known.Since ?? now, now + call.BreakDuration, why, _counted.Failed, _counted.Calls), isNews: known.State == BreakerState.Closed);
        return default;
    }

    private ValueTask Reclosed(OnCircuitClosedArguments<AgentAnswer> call)
    {
        Set(Closed, isNews: true);
        return default;
    }

    private void Set(BreakerStanding standing, bool isNews)
    {
        Volatile.Write(ref _standing, standing);
        if (isNews) _changed(standing);
    }
}

using Polly;

namespace Baton.Engine.Agents.Limits;

/// <summary>What an agent's limits say to one call: it may begin, and gives back what it holds in the end; it must wait; or it is not to be made.</summary>
internal sealed class Entry : IDisposable
{
    private readonly Action? _leave;

    private Entry(Action? leave = null) => _leave = leave;

    /// <summary>What the call goes through; null when it may not begin.</summary>
    public ResiliencePipeline<AgentAnswer>? Pipeline { get; private init; }

    /// <summary>When it may be asked again.</summary>
    public DateTimeOffset NotBefore { get; private init; }

    /// <summary>Why the task goes to the fallback, or to a person, at once; null when it does not.</summary>
    public string? Refusal { get; private init; }

    /// <summary>The call may begin.</summary>
    /// <param name="pipeline">What it goes through.</param>
    /// <param name="leave">Gives back what it holds.</param>
    public static Entry Go(ResiliencePipeline<AgentAnswer> pipeline, Action? leave) => new(leave) { Pipeline = pipeline };

    /// <summary>The call may be asked for again at a time.</summary>
    public static Entry Wait(DateTimeOffset until) => new() { NotBefore = until };

    /// <summary>The call is not to be made.</summary>
    public static Entry Refuse(string why) => new() { Refusal = why };

    /// <inheritdoc/>
    public void Dispose() => _leave?.Invoke();
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Baton.Engine.Agents;

namespace Baton.Benchmarks.Coordination;

/// <summary>How agents of a class behave.</summary>
internal enum Manner
{
    /// <summary>Answers after 5 ms.</summary>
    Quick,

    /// <summary>Answers after a second.</summary>
    Slow,

    /// <summary>Fails after 5 ms, every time.</summary>
    Failing,

    /// <summary>Never answers, and does not look at its time limit.</summary>
    Hanging,
}

/// <summary>Agents of one class. Notes when each event's task was first called.</summary>
internal sealed class MixedAgent(Manner manner, ConcurrentDictionary<long, long> called) : IBuiltInAgent
{
    public string Name => NameOf(manner);

    public static string NameOf(Manner manner) => manner.ToString().ToLowerInvariant();

    public async Task<AgentAnswer> WorkAsync(AgentWork work, CancellationToken cancel)
    {
        called.TryAdd(work.Trigger.Seq, Stopwatch.GetTimestamp());
        if (manner == Manner.Hanging) await new TaskCompletionSource().Task;
        await Task.Delay(manner == Manner.Slow ? 1000 : 5, cancel);
        return manner == Manner.Failing ? AgentAnswer.Failure("It broke.") : new AgentAnswer { Confidence = 0.9 };
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Baton.Core.Events;
using Baton.Engine.Storage.Journaling;

namespace Baton.Benchmarks.Coordination;

/// <summary>Notices when the last step of a chain is durable.</summary>
internal sealed class Finishes
{
    private readonly ConcurrentDictionary<long, long> _ended = new();
    private readonly ConcurrentDictionary<long, TaskCompletionSource<long>> _waiting = new();
    private readonly string _lastAgent;

    public Finishes(Journal journal, int steps)
    {
        _lastAgent = ChainPolicy.Name(steps - 1);
        journal.Committed += Notice;
    }

    /// <summary>The timestamp at which the chain that began with this event was durable to its end.</summary>
    public Task<long> OfAsync(long root)
    {
        if (_ended.TryRemove(root, out var at)) return Task.FromResult(at);
        var waiting = _waiting.GetOrAdd(root, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
        if (_ended.TryRemove(root, out at) && _waiting.TryRemove(root, out _)) waiting.TrySetResult(at);
        return waiting.Task;
    }

    private void Notice(CommittedBatch batch)
    {
        var now = Stopwatch.GetTimestamp();
        foreach (var row in batch.Log)
        {
            if (row.Type != EventTypes.TaskFinished || row.Agent != _lastAgent) continue;
            _ended[row.Root] = now;
            if (!_waiting.TryRemove(row.Root, out var waiting)) continue;
            _ended.TryRemove(row.Root, out _);
            waiting.TrySetResult(now);
        }
    }
}

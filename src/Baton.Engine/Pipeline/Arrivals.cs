using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Baton.Engine.Storage.Lookups;

namespace Baton.Engine.Pipeline;

/// <summary>
/// Sees to it that an event counts once per (workspace, source, id): what is on its way is remembered here, what has arrived is found in the log.
/// </summary>
internal sealed class Arrivals(LogLookups lookups)
{
    private readonly ConcurrentDictionary<(string Workspace, string Source, string Id), TaskCompletionSource<long>> _underway = new();

    /// <summary>Reserves an arrival. False when it is not the first: then <paramref name="earlier"/> is the seq of the one before, as soon as that is durable.</summary>
    public bool TryReserve(string workspace, Input input, [NotNullWhen(false)] out Task<long>? earlier)
    {
        earlier = null;
        var key = (workspace, input.Source, input.Id);
        var mine = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        while (!_underway.TryAdd(key, mine))
        {
            if (!_underway.TryGetValue(key, out var other)) continue;
            earlier = other.Task;
            return false;
        }

        if (input.IsUnique || lookups.FindDuplicate(workspace, input.Source, input.Id) is not { } seq) return true;
        Release(workspace, input, seq);
        earlier = Task.FromResult(seq);
        return false;
    }

    /// <summary>Ends a reservation: with the seq under which it is durable, or with what kept it from becoming so.</summary>
    public void Release(string workspace, Input input, long? seq, Exception? failure = null)
    {
        if (!_underway.TryRemove((workspace, input.Source, input.Id), out var mine)) return;
        if (seq is { } arrived) mine.TrySetResult(arrived);
        else if (failure is not null) mine.TrySetException(failure);
        else mine.TrySetCanceled();
        if (mine.Task.IsFaulted) _ = mine.Task.Exception;
    }
}

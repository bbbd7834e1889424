using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Baton.Engine.Storage.Lookups;

namespace Baton.Engine.Pipeline;

/// <summary>
/// Sees to it that an event counts once per (workspace, source, id): what is on its way is remembered here, what has arrived is found in the log.
/// </summary>
internal sealed class Arrivals(LogLookups lookups)
{
    private readonly ConcurrentDictionary<(string Workspace, string Source, string Id), TaskCompletionSource<Turn>> _underway = new();

    /// <summary>Reserves an arrival. False when it is not the first: then <paramref name="earlier"/> is what became of the one before, as soon as that is durable.</summary>
    public bool TryReserve(string workspace, Input input, [NotNullWhen(false)] out Task<Turn>? earlier)
    {
        earlier = null;
        var key = (workspace, input.Source, input.Id);
        var mine = new TaskCompletionSource<Turn>(TaskCreationOptions.RunContinuationsAsynchronously);
        while (!_underway.TryAdd(key, mine))
        {
            if (!_underway.TryGetValue(key, out var other)) continue;
            earlier = other.Task;
            return false;
        }

        try
        {
            if (input.IsUnique || lookups.FindDuplicate(workspace, input.Source, input.Id) is not { } seq) return true;
            var before = new Turn(TurnStatus.Duplicate, seq);
            Release(workspace, input, before);
            earlier = Task.FromResult(before);
            return false;
        }
        catch (Exception e)
        {
            Release(workspace, input, e);
            throw;
        }
    }

    /// <summary>Ends a reservation: others who sent the same learn what became of it. What was refused to one is refused to all.</summary>
    public void Release(string workspace, Input input, Turn turn)
    {
        if (_underway.TryRemove((workspace, input.Source, input.Id), out var mine)) mine.TrySetResult(turn.Status == TurnStatus.Accepted ? new Turn(TurnStatus.Duplicate, turn.Seq) : turn);
    }

    /// <summary>Ends a reservation of what did not become durable.</summary>
    public void Release(string workspace, Input input, Exception failure)
    {
        if (!_underway.TryRemove((workspace, input.Source, input.Id), out var mine)) return;
        mine.TrySetException(failure);
        _ = mine.Task.Exception; // perhaps nobody waits for it
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;

namespace Baton.Engine.Cluster;

/// <summary>Which other nodes do not answer over the network, as far as this one has noticed.</summary>
public sealed class Reach
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<long, long> _lost = new();

    /// <summary>The nodes that did not answer.</summary>
    public IReadOnlyCollection<long> Lost => [.. _lost.Keys];

    /// <summary>Whether the network is worth trying: not for those that just did not answer, except that every few seconds one caller finds out whether they do again.</summary>
    internal bool IsWorthTrying(long node) =>
        !_lost.TryGetValue(node, out var tried) || (Stopwatch.GetElapsedTime(tried) > Again && _lost.TryUpdate(node, Stopwatch.GetTimestamp(), tried));

    /// <summary>Notes that a node did not answer.</summary>
    /// <returns>Whether that is new.</returns>
    internal bool NoteLost(long node)
    {
        var isNew = _lost.TryAdd(node, Stopwatch.GetTimestamp());
        if (!isNew) _lost[node] = Stopwatch.GetTimestamp();
        return isNew;
    }

    /// <summary>Notes that a node answered.</summary>
    /// <returns>Whether it had not before.</returns>
    internal bool NoteReached(long node) => !_lost.IsEmpty && _lost.TryRemove(node, out _);

    /// <summary>Forgets nodes that are gone.</summary>
    internal void Keep(IReadOnlyList<Node> nodes)
    {
        foreach (var node in _lost.Keys.Where(lost => nodes.All(node => node.Id != lost))) _lost.TryRemove(node, out _);
    }
}

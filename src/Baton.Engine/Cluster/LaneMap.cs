using System.Diagnostics;
using Baton.Engine.Storage.Chain;

namespace Baton.Engine.Cluster;

/// <summary>Which node has which lane. What is this node's own is exact for whoever has entered the lane; who has the others may be out of date by a moment.</summary>
/// <param name="isShared">Whether there may be other nodes; else every lane is this one's.</param>
public sealed class LaneMap(bool isShared)
{
    private readonly long[] _gained = new long[LaneNumber.Count];
    private readonly long[] _owners = new long[LaneNumber.Count];
    private long _gains;
    private long _freeSince;
    private long _learned;
    private IReadOnlyList<Node> _nodes = [];

    /// <summary>Whether other nodes may have lanes.</summary>
    public bool IsShared => isShared;

    /// <summary>The nodes as last seen.</summary>
    public IReadOnlyList<Node> Nodes => Volatile.Read(ref _nodes);

    /// <summary>This node's id; null when there are no others.</summary>
    public long? Me { get; private set; }

    /// <summary>How many lanes nobody has, and for how long there have been such.</summary>
    public (int Lanes, TimeSpan For) Free => Volatile.Read(ref _freeSince) is var since && since == 0 ? default : (Enumerable.Range(0, LaneNumber.Count).Count(lane => OwnerOf(lane) is null), Stopwatch.GetElapsedTime(since));

    /// <summary>How long ago the database last said who has which lane; zero before it ever did.</summary>
    public TimeSpan SinceLearned => Volatile.Read(ref _learned) is var learned && learned == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(learned);

    /// <summary>Raised with lanes from whose customers this node decides from now on.</summary>
    internal event Action<IReadOnlyCollection<int>>? Gained;

    /// <summary>Whether a lane is this node's.</summary>
    internal bool IsMine(int lane) => !isShared || Volatile.Read(ref _gained[lane]) > 0;

    /// <summary>Whether the lane of a customer is this node's.</summary>
    internal bool IsMine(string workspace, string? customer) => !isShared || IsMine(LaneNumber.Of(workspace, customer ?? Core.Customers.CustomerState.OfWorkspace));

    /// <summary>Tells one stretch of having a lane from another; 0 while it is not this node's.</summary>
    internal long StretchOf(int lane) => Volatile.Read(ref _gained[lane]);

    /// <summary>Who has a lane; null when nobody is known to.</summary>
    internal Node? OwnerOf(int lane) => Volatile.Read(ref _owners[lane]) is var owner && owner == 0 ? null : Nodes.FirstOrDefault(node => node.Id == owner);

    /// <summary>This node's lanes.</summary>
    internal IReadOnlyList<int> Mine => [.. Enumerable.Range(0, LaneNumber.Count).Where(IsMine)];

    /// <summary>Notes what the database says.</summary>
    internal void Learn(long me, IReadOnlyList<Node> nodes, IReadOnlyList<long> owners)
    {
        Me = me;
        Volatile.Write(ref _learned, Stopwatch.GetTimestamp());
        Volatile.Write(ref _nodes, nodes);
        for (var lane = 0; lane < _owners.Length; lane++) Volatile.Write(ref _owners[lane], owners[lane]);
        var areFree = owners.Any(owner => nodes.All(node => node.Id != owner));
        Volatile.Write(ref _freeSince, !areFree ? 0 : _freeSince == 0 ? Stopwatch.GetTimestamp() : _freeSince);
    }

    /// <summary>The lane is this node's from now on. Only for who has entered it.</summary>
    internal void Gain(int lane) => Volatile.Write(ref _gained[lane], Interlocked.Increment(ref _gains));

    /// <summary>The lane is no longer this node's.</summary>
    internal void Lose(int lane) => Volatile.Write(ref _gained[lane], 0);

    /// <summary>No lane is this node's any more.</summary>
    internal void LoseAll()
    {
        for (var lane = 0; lane < _gained.Length; lane++) Lose(lane);
    }

    /// <summary>Lets what waits for its customers in lanes gained begin here.</summary>
    internal void Announce(IReadOnlyCollection<int> lanes) => Gained?.Invoke(lanes);
}

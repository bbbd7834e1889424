namespace Baton.Engine.Cluster;

/// <summary>Keeps a node among the others, where there can be others.</summary>
public interface INodeKeeper
{
    /// <summary>Comes in, takes a share of the lanes, and keeps it right from then on.</summary>
    Task BeginAsync(CancellationToken cancel);

    /// <summary>Says where the other nodes reach this one.</summary>
    void ReachAt(string address);

    /// <summary>Hands the lanes to the others, if there are any.</summary>
    Task LeaveAsync(CancellationToken cancel);
}

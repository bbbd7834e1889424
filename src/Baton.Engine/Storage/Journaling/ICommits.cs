namespace Baton.Engine.Storage.Journaling;

/// <summary>Says what other nodes have committed, where there are others.</summary>
#pragma warning disable MA0046 // as the journal's own
public interface ICommits
{
    /// <summary>Raised for what others wrote, in the order of their commits, once. Handlers must be quick.</summary>
    event Action<CommittedBatch>? Committed;

    /// <summary>
    /// Raised with what others changed of which this node may hold a copy: <c>key:</c> and the id of a key that was revoked, <c>workspace</c>,
    /// <c>lease</c>, <c>presence</c>. Null when nobody could be heard for a while: it may be anything.
    /// </summary>
    event Action<IReadOnlyList<string>?>? Changed;

    /// <summary>Raised when lanes were given away, or a node has come or gone.</summary>
    event Action? LanesMoved;

    /// <summary>Raised when another node left something for this one in the database, or answered it there.</summary>
    event Action? Called;

    /// <summary>Whether others are heard at this moment.</summary>
    bool Hears { get; }
}
#pragma warning restore MA0046

namespace Baton.Engine.Storage.Journaling;

/// <summary>Says what other processes have committed, where there are others.</summary>
public interface ICommits
{
    /// <summary>Raised for what others wrote, in order, once. Handlers must be quick.</summary>
#pragma warning disable MA0046 // as the journal's own
    event Action<CommittedBatch>? Committed;
#pragma warning restore MA0046
}

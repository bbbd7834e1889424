namespace Baton.Engine.Storage.Journaling;

/// <summary>Writes commits to one database on a connection of its own. For one thread at a time.</summary>
internal interface ICommitWriter : IDisposable
{
    /// <summary>The last seq in the log; 0 when it is empty.</summary>
    long LastSeq();

    /// <summary>Writes the units as one commit, in their order: all of them are durable when it returns, none when it throws (or nobody knows, when the connection was lost).</summary>
    void Write(IReadOnlyList<WriteUnit> units);
}

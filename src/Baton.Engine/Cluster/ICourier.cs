using Baton.Engine.Pipeline;

namespace Baton.Engine.Cluster;

/// <summary>Carries inputs to the node that has their customers' lanes.</summary>
public interface ICourier
{
    /// <summary>Lets another node take inputs.</summary>
    /// <returns>What became of each.</returns>
    /// <exception cref="LaneElsewhereException">A lane is not that node's; nothing was changed.</exception>
    /// <exception cref="UnreachedException">The node was not reached; nothing was sent.</exception>
    /// <exception cref="CarryException">Nobody knows whether they were taken.</exception>
    Task<IReadOnlyList<Carried>> CarryAsync(Node node, string workspace, IReadOnlyList<Input> inputs, CancellationToken cancel);
}

/// <summary>What became of an input that another node took; the rest is in the database.</summary>
/// <param name="Status">Whether it was taken.</param>
/// <param name="Seq">Its place in the log; 0 when refused.</param>
/// <param name="Refusal">Why it was refused.</param>
public sealed record Carried(TurnStatus Status, long Seq, Core.Deciding.Refusal? Refusal);

/// <summary>Another node did not say what became of it: perhaps it took what it was sent, perhaps not.</summary>
public sealed class CarryException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>It said something, if not what became of it.</summary>
    public bool Answered { get; init; } = true;
}

/// <summary>Another node was not reached: it was sent nothing.</summary>
public sealed class UnreachedException(string message, Exception? cause = null) : Exception(message, cause);

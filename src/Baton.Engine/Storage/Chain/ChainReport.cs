namespace Baton.Engine.Storage.Chain;

/// <summary>What a check of the log's hashes found.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Before">Rows among them that were written before there were hashes; nothing can be said of them.</param>
/// <param name="Strands">Strands, each with its end.</param>
/// <param name="Fingerprint">SHA-256 over the ends of all strands, in order. Note it elsewhere: who rewrites the whole chain changes it.</param>
/// <param name="Faults">What is wrong, the lowest seq first, at most <see cref="MostFaults"/>.</param>
public sealed record ChainReport(long Rows, long Before, int Strands, string Fingerprint, IReadOnlyList<ChainFault> Faults)
{
    /// <summary>After so many nobody reads on.</summary>
    public const int MostFaults = 20;
}

/// <summary>A place where the log is not what was written.</summary>
/// <param name="Seq">The row.</param>
/// <param name="Workspace">Its workspace, when it can be read.</param>
/// <param name="What">What is wrong, in one sentence.</param>
public sealed record ChainFault(long Seq, string? Workspace, string What);

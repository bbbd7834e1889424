using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Chain;
using Baton.Engine.Storage.Upkeep;

namespace Baton.Engine.Storage.Verification;

/// <summary>What a verification found.</summary>
/// <param name="Faults">What is wrong, each in one sentence; none when all is well.</param>
/// <param name="Chain">The log's hashes, when they could be looked at.</param>
/// <param name="Ledger">Where everything ended, when it could be counted.</param>
public sealed record Findings(IReadOnlyList<string> Faults, ChainReport? Chain, Ledger? Ledger)
{
    /// <summary>What was moved out of the log, when it could be looked at.</summary>
    public ArchiveReport? Archives { get; init; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsWhole => Faults.Count == 0;
}

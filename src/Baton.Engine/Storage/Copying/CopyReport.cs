using Baton.Engine.Storage.Verification;

namespace Baton.Engine.Storage.Copying;

/// <summary>What a copy came to.</summary>
/// <param name="Tables">Every table, read back from both sides.</param>
/// <param name="Fingerprint">The fingerprint of the log that was copied, as <c>verify</c> prints it.</param>
/// <param name="Findings">What a verification of the copy found; null when the tables differ already.</param>
public sealed record CopyReport(IReadOnlyList<CopiedTable> Tables, string Fingerprint, Findings? Findings)
{
    /// <summary>Whether the copy is the same and whole. Only then it was kept.</summary>
    public bool IsSame => Tables.All(table => table.IsSame) && Findings is { IsWhole: true, Chain: { } chain } && chain.Fingerprint == Fingerprint;
}

/// <summary>A table read back from both sides.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">What the embedded database holds.</param>
/// <param name="Target">What the server holds.</param>
public sealed record CopiedTable(string Name, TableDigest Source, TableDigest Target)
{
    /// <summary>Whether both hold the same.</summary>
    public bool IsSame => Source == Target;
}

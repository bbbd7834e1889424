namespace Baton.Engine.Storage.Chain;

/// <summary>The end of a strand as far as it was written or read: its last row and that row's hash, zeros while there is none.</summary>
internal sealed class Strand
{
    /// <summary>The seq of the last row.</summary>
    public long Seq { get; set; }

    /// <summary>The hash of the last row.</summary>
    public byte[] Hash { get; init; } = new byte[RowHash.Size];

    /// <summary>It went on since it was last written down.</summary>
    public bool HasMoved { get; set; }
}

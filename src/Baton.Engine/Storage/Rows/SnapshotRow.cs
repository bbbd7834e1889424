namespace Baton.Engine.Storage.Rows;

/// <summary>The folded state of one customer as of one seq, so that only later rows need folding.</summary>
public sealed record SnapshotRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Id of the customer.</summary>
    public required string Customer { get; init; }

    /// <summary>Seq of the last row folded in.</summary>
    public required long Seq { get; init; }

    /// <summary>The state, as UTF-8 JSON.</summary>
    public required byte[] State { get; init; }
}

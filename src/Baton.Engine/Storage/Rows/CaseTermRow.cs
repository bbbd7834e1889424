namespace Baton.Engine.Storage.Rows;

/// <summary>A word by which a case is found.</summary>
public sealed record CaseTermRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>The word's stem.</summary>
    public required string Term { get; init; }

    /// <summary>Seq of the event that opened the case.</summary>
    public required long Seq { get; init; }

    /// <summary>How much the word says of the case, in thousandths: more often counts more, in a long text less.</summary>
    public required int Weight { get; init; }
}

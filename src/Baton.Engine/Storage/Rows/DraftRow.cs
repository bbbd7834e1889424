namespace Baton.Engine.Storage.Rows;

/// <summary>The one policy draft of a workspace.</summary>
public sealed record DraftRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>The policy document as JSON.</summary>
    public required string Document { get; init; }

    /// <summary>Who changed it last.</summary>
    public required string Author { get; init; }

    /// <summary>When, unix ms.</summary>
    public required long Updated { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required int Revision { get; init; }
}

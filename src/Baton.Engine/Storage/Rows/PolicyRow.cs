namespace Baton.Engine.Storage.Rows;

/// <summary>A published policy; never changed.</summary>
public sealed record PolicyRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Version, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The policy document as JSON.</summary>
    public required string Document { get; init; }

    /// <summary>Who published it.</summary>
    public required string Author { get; init; }

    /// <summary>Why, in the author's words.</summary>
    public string? Note { get; init; }

    /// <summary>When, unix ms.</summary>
    public required long Published { get; init; }
}

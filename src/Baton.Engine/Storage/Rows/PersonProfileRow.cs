namespace Baton.Engine.Storage.Rows;

/// <summary>What is said of a person who takes cases.</summary>
public sealed record PersonProfileRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>The e-mail of the person.</summary>
    public required string Email { get; init; }

    /// <summary>The whole profile as JSON.</summary>
    public required string Profile { get; init; }

    /// <summary>When it was last said, unix ms.</summary>
    public required long Updated { get; init; }

    /// <summary>Who did that.</summary>
    public required string Author { get; init; }
}

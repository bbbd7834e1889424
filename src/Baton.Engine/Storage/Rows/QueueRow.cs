namespace Baton.Engine.Storage.Rows;

/// <summary>A queue of people.</summary>
public sealed record QueueRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Name, unique in the workspace.</summary>
    public required string Name { get; init; }

    /// <summary>The whole definition as JSON.</summary>
    public required string Definition { get; init; }

    /// <summary>When it was last said, unix ms.</summary>
    public required long Updated { get; init; }

    /// <summary>Who did that.</summary>
    public required string Author { get; init; }
}

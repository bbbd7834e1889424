namespace Baton.Engine.Storage.Rows;

/// <summary>One business using Baton.</summary>
public sealed record WorkspaceRow
{
    /// <summary>Id, as every other row carries it.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>When made, unix ms.</summary>
    public required long Created { get; init; }

    /// <summary>Colour of its branding.</summary>
    public string? Accent { get; init; }
}

namespace Baton.Engine.Storage.Rows;

/// <summary>A tool of a workspace's registry.</summary>
public sealed record ToolRow
{
    /// <summary>The workspace it belongs to.</summary>
    public required string Workspace { get; init; }

    /// <summary>Name, unique in the workspace.</summary>
    public required string Name { get; init; }

    /// <summary>What it is made of: <c>http</c>, <c>mcp</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether it changes something.</summary>
    public bool Writes { get; init; }

    /// <summary>The whole definition as JSON.</summary>
    public required string Definition { get; init; }

    /// <summary>When it was last defined, unix ms.</summary>
    public required long Updated { get; init; }

    /// <summary>Who did that.</summary>
    public required string Author { get; init; }
}
